using Davit.Engine.Containers;

namespace Davit.Engine.Images;

/// <summary>Everything <c>image inspect</c> shows.</summary>
public sealed record ImageInspection
{
    public required string Id { get; init; }

    public IReadOnlyList<string> RepoTags { get; init; } = [];

    public IReadOnlyList<string> RepoDigests { get; init; } = [];

    public string ParentId { get; init; } = "";

    public string Comment { get; init; } = "";

    public DateTimeOffset? Created { get; init; }

    public string Author { get; init; } = "";

    public required ContainerConfig Config { get; init; }

    public string Architecture { get; init; } = "";

    public string Variant { get; init; } = "";

    public string Os { get; init; } = "";

    public string OsVersion { get; init; } = "";

    public long Size { get; init; }

    public IReadOnlyDictionary<string, string> GraphDriverData { get; init; } = new Dictionary<string, string>();

    /// <summary>Diff ids, lowest first.</summary>
    public IReadOnlyList<string> RootFsLayers { get; init; } = [];

    public DateTimeOffset? LastTagTime { get; init; }

    /// <summary>The index behind its names, or its manifest; null: no registry has it.</summary>
    public Davit.Oci.Descriptor? Descriptor { get; init; }

    /// <summary>The manifests behind its names; null: nobody asked.</summary>
    public IReadOnlyList<ImageVariant>? Manifests { get; init; }
}
