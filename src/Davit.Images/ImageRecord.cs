using Davit.Oci;
using Davit.Oci.Image;

namespace Davit.Images;

/// <summary>An image as it is now. Immutable; a change of its names makes a new record.</summary>
public sealed record ImageRecord
{
    /// <summary>The digest of the configuration blob.</summary>
    public required Digest Id { get; init; }

    public required ImageDocument Document { get; init; }

    /// <summary>Tagged names, sorted.</summary>
    public IReadOnlyList<Reference> Tags { get; init; } = [];

    /// <summary>Names by digest, where the image came from a registry or has a manifest here.</summary>
    public IReadOnlyList<Reference> Digests { get; init; } = [];

    /// <summary>Manifests under which registries have it, oldest first.</summary>
    public IReadOnlyList<ImageManifest> Manifests { get; init; } = [];

    /// <summary>The chain of every layer, lowest first: what <c>SnapshotStore.Prepare</c> takes.</summary>
    public IReadOnlyList<Digest> ChainIds { get; init; } = [];

    /// <summary>Bytes of all its layers' files.</summary>
    public long Size { get; init; }

    public DateTimeOffset? LastTagged { get; init; }

    /// <summary>The image it was committed from, if that is known.</summary>
    public Digest? Parent { get; init; }

    public ImageConfig Config => Document.Config ?? new ImageConfig();

    public DateTimeOffset Created => Document.Created ?? DateTimeOffset.UnixEpoch;

    public IReadOnlyList<Digest> DiffIds => Document.RootFs?.DiffIds ?? [];

    public Platform Platform => Document.Platform;
}
