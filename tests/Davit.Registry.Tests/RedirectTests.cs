using Davit.Oci;
using Davit.Registry.Tests.Hostile;

namespace Davit.Registry.Tests;

/// <summary>Redirections: where they may lead, and what goes along.</summary>
public sealed class RedirectTests : IAsyncLifetime
{
    private readonly Clients clients = new();
    private readonly byte[] bytes = Content.Bytes(100_000);
    private HostileRegistry registry = null!;
    private HostileRegistry other = null!;
    private Descriptor blob = null!;

    public async ValueTask InitializeAsync()
    {
        registry = await HostileRegistry.StartAsync(time: clients.Time);
        other = await HostileRegistry.StartAsync();
        blob = registry.Content.AddBlob(bytes);
        registry.Guard.Challenge = "Basic realm=\"x\"";
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        await other.DisposeAsync();
        clients.Dispose();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_blob_on_another_host_is_fetched_without_authorization(int status)
    {
        registry.On("GET", "/blobs/", Guarded(Misbehaviours.Redirect(_ => other.Address + "/storage?signature=1", status)));
        other.On("GET", "/storage", Misbehaviours.Content(bytes, "application/octet-stream"));
        Assert.Equal(bytes, await DownloadAsync());
        Assert.Equal("", Assert.Single(other.Requests).Authorization);
        Assert.Equal(registry.Guard.BasicHeader, registry.Requests[^1].Authorization);
    }

    [Fact]
    public async Task A_redirection_inside_of_the_registry_keeps_authorization()
    {
        registry.On("GET", "/v2/test/image/blobs/", Misbehaviours.Redirect(_ => $"/v2/other/blobs/{blob.Digest}"));
        Assert.Equal(bytes, await DownloadAsync());
        Assert.Equal(registry.Guard.BasicHeader, registry.Seen("GET", "/v2/other/blobs/")[^1].Authorization);
    }

    [Fact]
    public async Task Authorization_does_not_come_back_after_a_detour()
    {
        registry.On("GET", "/v2/test/image/blobs/", Guarded(Misbehaviours.Redirect(_ => other.Address + "/detour")));
        other.On("GET", "/detour", Misbehaviours.Redirect(_ => registry.Address + "/v2/back"));
        registry.On("GET", "/v2/back", Misbehaviours.Content(bytes, "application/octet-stream"));
        Assert.Equal(bytes, await DownloadAsync());
        Assert.Equal("", Assert.Single(registry.Seen("GET", "/v2/back")).Authorization);
    }

    [Fact]
    public async Task A_challenge_of_another_host_is_not_answered()
    {
        registry.On("GET", "/blobs/", Guarded(Misbehaviours.Redirect(_ => other.Address + "/storage")));
        other.On("GET", "/storage", Misbehaviours.Status(401, "", ("WWW-Authenticate", $"Bearer realm=\"{other.Address}/token\"")));
        await Assert.ThrowsAsync<RegistryException>(DownloadAsync);
        Assert.All(other.Requests, request => Assert.Equal("", request.Authorization));
        Assert.Empty(other.Seen("GET", "/token"));
    }

    [Fact]
    public async Task A_circle_is_noticed()
    {
        registry.On("GET", "/blobs/", Misbehaviours.Redirect(_ => other.Address + "/a"));
        other.On("GET", "/a", Misbehaviours.Redirect(_ => other.Address + "/b"));
        other.On("GET", "/b", Misbehaviours.Redirect(_ => other.Address + "/a"));
        var failure = await Assert.ThrowsAsync<RegistryException>(DownloadAsync);
        Assert.Equal(RegistryErrorKind.Protocol, failure.Kind);
        Assert.Contains("in a circle", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_without_end_ends_after_five()
    {
        var number = 0;
        registry.On("GET", "", Misbehaviours.Redirect(_ => $"/next/{number++}"));
        Assert.Contains("more than 5 times", (await Assert.ThrowsAsync<RegistryException>(DownloadAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_with_https_cannot_send_us_to_http()
    {
        using var certificate = TestCertificate.Create();
        await using var secure = await HostileRegistry.StartAsync(certificate);
        TestCertificate.Trust(certificate, clients.Certificates, secure.Authority);
        secure.On("GET", "/blobs/", Misbehaviours.Redirect(_ => other.Address + "/storage"));
        var failure = await Assert.ThrowsAsync<RegistryException>(() => clients.DownloadAsync(clients.Repository(secure), blob));
        Assert.Contains("from https to http://", failure.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:password@127.0.0.1/")]
    public async Task A_redirection_to_nowhere_is_refused(string location)
    {
        registry.On("GET", "/blobs/", Misbehaviours.Redirect(_ => location));
        Assert.Equal(RegistryErrorKind.Protocol, (await Assert.ThrowsAsync<RegistryException>(DownloadAsync)).Kind);
    }

    [Fact]
    public async Task A_manifest_by_way_of_another_host_is_taken_without_authorization()
    {
        registry.On("GET", "/manifests/", Guarded(Misbehaviours.Redirect(_ => other.Address + "/m")));
        other.On("GET", "/m", Misbehaviours.Content(Content.Manifest(), Content.OciManifest));
        await clients.Repository(registry, Content.User).ResolveManifestAsync("1.0", CancellationToken.None);
        Assert.Equal("", Assert.Single(other.Requests).Authorization);
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        registry.On("GET", "/blobs/", Misbehaviours.Status(200, "", [.. Enumerable.Range(0, 100).Select(i => ($"X-{i}", new string('x', 1000)))]));
        var failure = await Assert.ThrowsAsync<RegistryException>(DownloadAsync);
        Assert.Equal(RegistryErrorKind.Protocol, failure.Kind);
        Assert.Contains("headers", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Only for those who may in; others get the challenge.</summary>
    private Func<Microsoft.AspNetCore.Http.HttpContext, Task<bool>> Guarded(Func<Microsoft.AspNetCore.Http.HttpContext, Task<bool>> act) =>
        context => registry.Guard.Admits(context.Request.Headers.Authorization.ToString()) ? act(context) : Task.FromResult(false);

    private Task<byte[]> DownloadAsync() => clients.DownloadAsync(clients.Repository(registry, Content.User), blob);
}
