using Davit.Oci;

namespace Davit.Engine.Images;

/// <summary>One manifest behind a name: an image for a platform, or what is said about one.</summary>
public sealed record ImageVariant
{
    /// <summary>The manifest's digest, or the image's where no registry has given it one.</summary>
    public required Digest Id { get; init; }

    public required Descriptor Descriptor { get; init; }

    /// <summary>Whether it can be run from here.</summary>
    public bool IsAvailable { get; init; }

    /// <summary>Bytes of its blobs that are here.</summary>
    public long ContentSize { get; init; }

    /// <summary>Bytes of its unpacked layers.</summary>
    public long UnpackedSize { get; init; }

    public Platform? Platform { get; init; }

    /// <summary>The manifest that this one is an attestation of; null: it is an image.</summary>
    public Digest? AttestationFor { get; init; }

    /// <summary>Ids of containers made from it.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];
}
