namespace Davit.Engine.Images;

/// <summary>A line of <c>images</c>.</summary>
public sealed record ImageSummary
{
    /// <summary><c>sha256:…</c>.</summary>
    public required string Id { get; init; }

    public string ParentId { get; init; } = "";

    public IReadOnlyList<string> RepoTags { get; init; } = [];

    public IReadOnlyList<string> RepoDigests { get; init; } = [];

    public DateTimeOffset? Created { get; init; }

    /// <summary>Bytes, layers included.</summary>
    public long Size { get; init; }

    /// <summary>Bytes shared with other images, -1: not computed.</summary>
    public long SharedSize { get; init; } = -1;

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Containers on it, -1: not computed.</summary>
    public int Containers { get; init; } = -1;

    /// <summary>The index behind its names, or its manifest; null: no registry has it.</summary>
    public Davit.Oci.Descriptor? Descriptor { get; init; }

    /// <summary>The manifests behind its names; null: nobody asked.</summary>
    public IReadOnlyList<ImageVariant>? Manifests { get; init; }
}
