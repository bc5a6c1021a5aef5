using Davit.Api.Images;

namespace Davit.Api.Distribution;

/// <summary>Answer to <c>GET /davit/manifests/{name}/json</c>: a manifest or an index as a registry holds it.</summary>
public sealed record RegistryManifest
{
    /// <summary>Of the document; for the manifest of an image with the platform that its configuration names.</summary>
    public OciDescriptor Descriptor { get; set; } = new();

    /// <summary>The document's bytes, base64.</summary>
    public string Raw { get; set; } = "";
}
