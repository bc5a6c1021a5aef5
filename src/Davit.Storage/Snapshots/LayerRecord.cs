using Davit.Oci;

namespace Davit.Storage.Snapshots;

/// <summary>An unpacked layer, <c>layers/CHAIN/layer.json</c>. Immutable once committed.</summary>
public sealed record LayerRecord
{
    /// <summary>The layer together with all below it; names its directory.</summary>
    public required Digest ChainId { get; init; }

    /// <summary>The digest of the layer's uncompressed archive.</summary>
    public required Digest DiffId { get; init; }

    /// <summary>The chain below; absent for a base layer.</summary>
    public Digest? Parent { get; init; }

    /// <summary>Bytes of the regular files in this layer, hard links counted once: what docker calls the layer's size.</summary>
    public long Size { get; init; }

    /// <summary>Bytes of the uncompressed archive.</summary>
    public long ArchiveSize { get; init; }
}
