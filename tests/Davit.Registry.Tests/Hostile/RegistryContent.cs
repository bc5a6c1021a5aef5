using System.Collections.Concurrent;
using Davit.Oci;

namespace Davit.Registry.Tests.Hostile;

/// <summary>What a registry of a test holds.</summary>
public sealed class RegistryContent
{
    public ConcurrentDictionary<string, byte[]> Blobs { get; } = new();

    /// <summary>By <c>repository@reference</c>, the reference a tag or a digest.</summary>
    public ConcurrentDictionary<string, (byte[] Content, string Type)> Manifests { get; } = new();

    /// <summary>Uploads under way, by id.</summary>
    public ConcurrentDictionary<string, MemoryStream> Uploads { get; } = new();

    public Descriptor AddBlob(byte[] content, string type = "application/vnd.oci.image.layer.v1.tar")
    {
        var digest = Digest.Of(content);
        Blobs[digest.Text] = content;
        return new Descriptor { MediaType = type, Digest = digest, Size = content.Length };
    }

    public Descriptor AddManifest(string repository, string tag, byte[] content, string type)
    {
        var digest = Digest.Of(content);
        Manifests[$"{repository}@{tag}"] = Manifests[$"{repository}@{digest}"] = (content, type);
        return new Descriptor { MediaType = type, Digest = digest, Size = content.Length };
    }
}
