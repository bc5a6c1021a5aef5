using Davit.Oci;
using Davit.Registry.Tests.Hostile;

namespace Davit.Registry.Tests;

/// <summary>Mirrors come first, get no credentials, and cannot do harm.</summary>
public sealed class MirrorTests : IAsyncLifetime
{
    private readonly Clients clients = new();
    private readonly byte[] bytes = Content.Bytes(500_000);
    private HostileRegistry registry = null!;
    private HostileRegistry mirror = null!;
    private Descriptor blob = null!;

    public async ValueTask InitializeAsync()
    {
        registry = await HostileRegistry.StartAsync(time: clients.Time);
        mirror = await HostileRegistry.StartAsync();
        foreach (var one in new[] { registry, mirror })
        {
            one.Content.AddManifest("test/image", "1.0", Content.Manifest(), Content.OciManifest);
            blob = one.Content.AddBlob(bytes);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        await mirror.DisposeAsync();
        clients.Dispose();
    }

    [Fact]
    public async Task A_mirror_delivers_and_the_registry_is_not_asked()
    {
        await Repository().ResolveManifestAsync("1.0", CancellationToken.None);
        Assert.Equal(bytes, await clients.DownloadAsync(Repository(), blob));
        Assert.Empty(registry.Requests);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(200)]
    public async Task Whatever_a_mirror_answers_the_registry_makes_it_good(int status)
    {
        mirror.On("GET", "", Misbehaviours.Status(status, "nonsense"));
        await Repository().ResolveManifestAsync("1.0", CancellationToken.None);
        Assert.Equal(bytes, await clients.DownloadAsync(Repository(), blob));
        Assert.Contains(clients.Log, line => line.StartsWith($"mirror {mirror.Authority} does not deliver", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mirror_that_is_away_is_asked_once()
    {
        using var client = Client();
        await mirror.DisposeAsync();
        var repository = client.Repository(Reference.Parse($"{registry.Authority}/test/image"), null);
        await repository.ResolveManifestAsync("1.0", CancellationToken.None);
        await repository.ResolveManifestAsync("1.0", CancellationToken.None);
        Assert.Single(clients.Log);
        mirror = await HostileRegistry.StartAsync();
    }

    [Fact]
    public async Task A_mirror_with_wrong_content_is_passed_over()
    {
        mirror.On("GET", "/blobs/", Misbehaviours.Content(Content.Bytes(bytes.Length, seed: 2), "application/octet-stream"));
        Assert.Equal(bytes, await clients.DownloadAsync(Repository(), blob));
    }

    [Fact]
    public async Task A_mirror_that_breaks_off_is_continued_by_the_registry()
    {
        mirror.On("GET", "/blobs/", Misbehaviours.Cut(bytes, 100_000)).Times(1);
        mirror.On("GET", "/blobs/", Misbehaviours.Status(404));
        Assert.Equal(bytes, await clients.DownloadAsync(Repository(), blob));
        Assert.Equal("bytes=100000-", Assert.Single(registry.Seen("GET", "/blobs/")).Range);
    }

    [Fact]
    public async Task A_mirror_that_breaks_off_after_wrong_content_does_no_harm()
    {
        mirror.On("GET", "/blobs/", Misbehaviours.Cut(Content.Bytes(bytes.Length, seed: 2), 100_000)).Times(1);
        mirror.On("GET", "/blobs/", Misbehaviours.Status(404));
        Assert.Equal(bytes, await clients.DownloadAsync(Repository(), blob));
        Assert.Equal(["bytes=100000-", ""], registry.Seen("GET", "/blobs/").Select(request => request.Range));
    }

    [Fact]
    public async Task A_mirror_never_gets_the_registrys_credentials()
    {
        foreach (var challenge in new[] { "Basic realm=\"x\"", $"Bearer realm=\"{mirror.Address}/token\"" })
        {
            mirror.Guard.Challenge = challenge;
            await Repository(Content.User).ResolveManifestAsync("1.0", CancellationToken.None);
        }

        await Repository(Content.User with { RegistryToken = "token-1" }).ResolveManifestAsync("1.0", CancellationToken.None);
        await Repository(new RegistryCredentials { IdentityToken = "refresh-me" }).ResolveManifestAsync("1.0", CancellationToken.None);
        Assert.NotEmpty(mirror.Requests);
        Assert.All(mirror.Requests, request => Assert.Equal("", request.Authorization));
        Assert.Empty(mirror.Seen("POST", "/token"));
    }

    [Fact]
    public async Task A_mirror_with_anonymous_tokens_is_used()
    {
        mirror.Guard.Challenge = $"Bearer realm=\"{mirror.Address}/token\"";
        mirror.Guard.AllowsAnonymous = true;
        await Repository(Content.User).ResolveManifestAsync("1.0", CancellationToken.None);
        Assert.Empty(registry.Requests);
        Assert.Equal("", Assert.Single(mirror.Seen("GET", "/token")).Authorization);
    }

    [Fact]
    public async Task Nothing_is_pushed_to_a_mirror()
    {
        await Repository().UploadBlobAsync(blob, () => new MemoryStream(bytes), null, CancellationToken.None);
        await Repository().PutManifestAsync("2.0", Content.Manifest(), Content.OciManifest, CancellationToken.None);
        Assert.Empty(mirror.Requests);
    }

    [Fact]
    public async Task If_nobody_has_it_the_registrys_answer_counts()
    {
        var failure = await Assert.ThrowsAsync<RegistryException>(() => Repository().ResolveManifestAsync("nosuch", CancellationToken.None));
        Assert.Equal($"manifest for {registry.Authority}/test/image:nosuch not found: manifest unknown: manifest unknown", failure.Message);
    }

    [Theory]
    [InlineData("ftp://mirror.example")]
    [InlineData("https://user:password@mirror.example")]
    [InlineData("https://mirror.example/?x=1")]
    public void A_mirror_that_is_no_address_of_a_registry_is_an_error(string address)
    {
        var failure = Assert.Throws<RegistryException>(() => clients.Client(options => options with
        {
            Mirrors = new Dictionary<string, IReadOnlyList<Uri>> { ["docker.io"] = [new Uri(address)] },
        }));
        Assert.Equal(RegistryErrorKind.InvalidParameter, failure.Kind);
        Assert.DoesNotContain("password", failure.Message, StringComparison.Ordinal);
    }

    private RegistryClient Client() => clients.Client(options => options with
    {
        Mirrors = new Dictionary<string, IReadOnlyList<Uri>> { [registry.Authority] = [new Uri(mirror.Address)] },
    });

    private RepositoryClient Repository(RegistryCredentials? credentials = null) => Client().Repository(Reference.Parse($"{registry.Authority}/test/image"), credentials);
}
