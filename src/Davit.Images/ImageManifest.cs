using Davit.Oci;
using Davit.Oci.Image;

namespace Davit.Images;

/// <summary>A manifest under which a registry has an image; its bytes are a blob here. Immutable.</summary>
public sealed record ImageManifest(Digest Digest, long Size, Manifest Document)
{
    public string MediaType => Document.MediaType ?? MediaTypes.OciManifest;

    /// <summary>The blobs of the layers, lowest first.</summary>
    public IReadOnlyList<Descriptor> Layers => Document.Layers ?? [];

    public Descriptor ToDescriptor() => new() { MediaType = MediaType, Digest = Digest, Size = Size };
}
