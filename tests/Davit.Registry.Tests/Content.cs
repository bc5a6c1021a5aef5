using System.Text;
using Davit.Oci;

namespace Davit.Registry.Tests;

/// <summary>Content for tests.</summary>
internal static class Content
{
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

    public static RegistryCredentials User { get; } = new() { Username = "user", Password = "secret" };

    /// <summary>Bytes that differ from place to place.</summary>
    public static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
#pragma warning disable CA5394 // test data, the same in every run
        new Random(seed).NextBytes(bytes);
#pragma warning restore CA5394
        return bytes;
    }

    public static byte[] Manifest(string type = OciManifest, string more = "") =>
        Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"mediaType":"{{type}}","config":{"mediaType":"x","digest":"{{Digest.Of([])}}","size":0},"layers":[]{{more}}}""");
}
