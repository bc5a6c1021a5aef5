using System.Text;
using Davit.Oci;

namespace Davit.Registry.Tests.Peers;

/// <summary>The whole protocol with a registry that others wrote.</summary>
public sealed class DebianRegistryTests : IDisposable
{
    private readonly Clients clients = new();

    public DebianRegistryTests() => Assert.SkipUnless(DebianRegistry.IsInstalled, "docker-registry is not installed");

    public void Dispose() => clients.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_image_goes_up_and_comes_back(bool secure)
    {
        using var certificate = secure ? TestCertificate.Create() : null;
        using var registry = await DebianRegistry.StartAsync(certificate);
        if (certificate is not null)
        {
            TestCertificate.Trust(certificate, clients.Certificates, registry.Authority);
        }

        var repository = Repository(registry, "team/web");
        var layer = Content.Bytes(6 << 20); // large enough to be asked about first
        var (manifest, blob) = await PushAsync(repository, layer);
        Assert.Equal(manifest, (await repository.ResolveManifestAsync("1.0", CancellationToken.None)).Digest);
        Assert.Equal(manifest, (await repository.HeadManifestAsync("1.0", CancellationToken.None)).Digest);
        Assert.Equal(layer, await clients.DownloadAsync(repository, blob));
        Assert.Equal(["1.0"], await repository.ListTagsAsync(CancellationToken.None));
        Assert.Empty(await repository.ReferrersAsync(manifest, null, CancellationToken.None));
        await repository.DeleteManifestAsync(manifest.Text, CancellationToken.None);
        Assert.Equal(
            $"manifest for {registry.Authority}/team/web:1.0 not found: manifest unknown: manifest unknown",
            (await Assert.ThrowsAsync<RegistryException>(() => repository.ResolveManifestAsync("1.0", CancellationToken.None))).Message);
    }

    [Fact]
    public async Task A_blob_is_mounted_from_another_repository()
    {
        using var registry = await DebianRegistry.StartAsync();
        var (_, blob) = await PushAsync(Repository(registry, "team/web"), Content.Bytes(1000));
        var other = Repository(registry, "team/other");
        Assert.True(await other.MountBlobAsync(blob.Digest, "team/web", CancellationToken.None));
        Assert.True(await other.HasBlobAsync(blob.Digest, CancellationToken.None));
        Assert.False(await other.MountBlobAsync(Digest.Of("nothing"u8), "team/web", CancellationToken.None));
    }

    [Fact]
    public async Task An_interrupted_download_is_resumed()
    {
        using var registry = await DebianRegistry.StartAsync();
        var repository = Repository(registry, "team/web");
        var layer = Content.Bytes(3 << 20);
        var (_, blob) = await PushAsync(repository, layer);
        using (var writer = clients.Store.Begin(blob.Digest.Text))
        {
            writer.Write(layer.AsSpan(0, 1_000_000));
        }

        var first = -1L;
        Assert.Equal(layer, await clients.DownloadAsync(repository, blob, there => first = first < 0 ? there : first));
        Assert.Equal(1_000_000, first);
    }

    [Fact]
    public async Task An_upload_that_breaks_in_the_middle_is_finished()
    {
        using var registry = await DebianRegistry.StartAsync();
        var layer = Content.Bytes(12 << 20);
        var blob = new Descriptor { Digest = Digest.Of(layer), Size = layer.Length };
        var repository = Repository(registry, "team/web");
        var opened = 0;
        await repository.UploadBlobAsync(blob, () => opened++ == 0 ? new BrokenStream(layer, 5 << 20) : new MemoryStream(layer), null, CancellationToken.None);
        Assert.InRange(opened, 2, 5);
        Assert.Equal(layer, await repository.ReadBlobAsync(blob, layer.Length, CancellationToken.None));
    }

    [Fact]
    public async Task An_upload_in_parts_is_taken()
    {
        using var registry = await DebianRegistry.StartAsync();
        var layer = Content.Bytes(1 << 20);
        var blob = new Descriptor { Digest = Digest.Of(layer), Size = layer.Length };
        clients.Options = clients.Options with { ChunkSize = 300_000 };
        var repository = Repository(registry, "team/web");
        var opened = 0;
        await repository.UploadBlobAsync(blob, () => opened++ == 0 ? new BrokenStream(layer, 100_000) : new MemoryStream(layer), null, CancellationToken.None);
        Assert.True(await repository.HasBlobAsync(blob.Digest, CancellationToken.None));
    }

    [Fact]
    public async Task Login_succeeds_with_the_password_only()
    {
        using var registry = await DebianRegistry.StartAsync();
        using var client = clients.Client();
        Assert.Equal("Login Succeeded", (await client.LoginAsync(registry.Authority, Content.User, CancellationToken.None)).Status);
        var failure = await Assert.ThrowsAsync<RegistryException>(() => client.LoginAsync(registry.Authority, Content.User with { Password = "no" }, CancellationToken.None));
        Assert.Equal($"login attempt to http://{registry.Authority}/v2/ failed with status: 401 Unauthorized", failure.Message);
    }

    [Fact]
    public async Task The_catalog_is_read_and_searched()
    {
        using var registry = await DebianRegistry.StartAsync();
        using var client = clients.Client();
        foreach (var name in new[] { "a", "b/web", "c" })
        {
            await PushAsync(Repository(registry, name), Content.Bytes(10));
        }

        Assert.Equal(["a", "b/web", "c"], await client.CatalogAsync(registry.Authority, Content.User, CancellationToken.None));
        var found = await client.SearchAsync(new SearchQuery { Term = "web", Host = registry.Authority }, Content.User, CancellationToken.None);
        Assert.Equal("b/web", Assert.Single(found).Name);
    }

    [Fact]
    public async Task An_unknown_repository_is_not_found_and_a_stranger_unauthorized()
    {
        using var registry = await DebianRegistry.StartAsync();
        using var client = clients.Client();
        var failure = await Assert.ThrowsAsync<RegistryException>(() => Repository(registry, "no/such").ResolveManifestAsync("1.0", CancellationToken.None));
        Assert.Equal(RegistryErrorKind.NotFound, failure.Kind);
        failure = await Assert.ThrowsAsync<RegistryException>(
            () => client.Repository(Reference.Parse($"{registry.Authority}/no/such"), null).ResolveManifestAsync("1.0", CancellationToken.None));
        Assert.Equal(RegistryErrorKind.Unauthorized, failure.Kind);
        Assert.EndsWith("no basic auth credentials", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<(Digest Manifest, Descriptor Layer)> PushAsync(RepositoryClient repository, byte[] layer)
    {
        var config = "{}"u8.ToArray();
        var blobs = new[] { Describe("application/vnd.oci.image.config.v1+json", config), Describe("application/vnd.oci.image.layer.v1.tar", layer) };
        await repository.UploadBlobAsync(blobs[0], () => new MemoryStream(config), null, CancellationToken.None);
        await repository.UploadBlobAsync(blobs[1], () => new MemoryStream(layer), null, CancellationToken.None);
        var manifest = Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"mediaType":"{{Content.OciManifest}}","config":{{Show(blobs[0])}},"layers":[{{Show(blobs[1])}}]}""");
        return (await repository.PutManifestAsync("1.0", manifest, Content.OciManifest, CancellationToken.None), blobs[1]);
    }

    private static Descriptor Describe(string type, byte[] content) => new() { MediaType = type, Digest = Digest.Of(content), Size = content.Length };

    private static string Show(Descriptor blob) => $$"""{"mediaType":"{{blob.MediaType}}","digest":"{{blob.Digest}}","size":{{blob.Size}}}""";

    private RepositoryClient Repository(DebianRegistry registry, string path) =>
        clients.Client().Repository(Reference.Parse($"{registry.Authority}/{path}"), Content.User);
}
