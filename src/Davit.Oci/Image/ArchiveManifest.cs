namespace Davit.Oci.Image;

/// <summary>One image of <c>manifest.json</c> in a docker archive (moby image/spec/v1.2.md): paths inside the archive.</summary>
public sealed record ArchiveManifest
{
    public string Config { get; init; } = "";

    public IReadOnlyList<string>? RepoTags { get; init; }

    public IReadOnlyList<string>? Layers { get; init; }

    public string? Parent { get; init; }

    /// <summary>Diff id → descriptor of the layer as it was distributed; written by docker 25 and newer.</summary>
    public IReadOnlyDictionary<string, Descriptor>? LayerSources { get; init; }
}
