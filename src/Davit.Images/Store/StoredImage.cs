using Davit.Oci;

namespace Davit.Images.Store;

/// <summary>An image on disk, <c>images/HEX.json</c>: that it exists, and what its configuration blob does not say.</summary>
internal sealed record StoredImage
{
    public required Digest Id { get; init; }

    public Digest? Parent { get; init; }

    public DateTimeOffset? LastTagged { get; init; }

    /// <summary>Manifests under which registries have it, oldest first; their layers' blobs are kept with them.</summary>
    public IReadOnlyList<Digest>? Manifests { get; init; }
}
