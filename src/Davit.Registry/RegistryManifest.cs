using Davit.Oci;

namespace Davit.Registry;

/// <summary>A manifest or index as a registry has it.</summary>
/// <param name="Content">The bytes that the digest is of.</param>
/// <param name="MediaType">The document's type: its own word, else the header's, else what its members show.</param>
/// <param name="Digest">Computed from the bytes.</param>
public sealed record RegistryManifest(byte[] Content, string MediaType, Digest Digest)
{
    /// <summary>The descriptor under which the content can be found again.</summary>
    public Descriptor Descriptor => new() { MediaType = MediaType, Digest = Digest, Size = Content.Length };
}
