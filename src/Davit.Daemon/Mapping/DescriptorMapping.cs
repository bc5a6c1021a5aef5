using Davit.Oci;
using Wire = Davit.Api.Images;

namespace Davit.Daemon.Mapping;

/// <summary>Descriptors and platforms of the OCI documents as the API shows them.</summary>
internal static class DescriptorMapping
{
    public static Wire.OciDescriptor ToWire(Descriptor descriptor) => new()
    {
        MediaType = descriptor.MediaType,
        Digest = descriptor.Digest.Text,
        Size = descriptor.Size,
        Urls = descriptor.Urls,
        Annotations = descriptor.Annotations,
        Platform = descriptor.Platform is { } platform ? ToWire(platform) : null,
        ArtifactType = descriptor.ArtifactType,
    };

    public static Wire.OciPlatform ToWire(Platform platform) => new()
    {
        Architecture = platform.Architecture,
        Os = platform.Os,
        OsVersion = platform.OsVersion,
        OsFeatures = platform.OsFeatures,
        Variant = platform.Variant,
    };
}
