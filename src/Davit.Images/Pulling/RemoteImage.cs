using Davit.Oci;
using Davit.Oci.Image;
using Davit.Registry;

namespace Davit.Images.Pulling;

/// <summary>An image as a registry describes it: its manifest, and the index it was chosen from.</summary>
internal sealed record RemoteImage
{
    public required RegistryManifest Manifest { get; init; }

    public required Manifest Document { get; init; }

    /// <summary>The index behind the name; null: the name is that of one manifest.</summary>
    public RegistryManifest? Index { get; init; }

    public Descriptor Config => Document.Config!;

    public IReadOnlyList<Descriptor> Layers => Document.Layers ?? [];

    /// <summary>The digest that the registry knows the name under.</summary>
    public Digest Digest => (Index ?? Manifest).Digest;
}
