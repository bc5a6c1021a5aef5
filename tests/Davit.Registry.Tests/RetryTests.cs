using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Davit.Oci;
using Davit.Registry.Tests.Hostile;

namespace Davit.Registry.Tests;

/// <summary>Patience: with whom, how long, and with whom not.</summary>
public sealed class RetryTests : IAsyncLifetime
{
    private readonly Clients clients = new();
    private HostileRegistry registry = null!;

    public async ValueTask InitializeAsync()
    {
        registry = await HostileRegistry.StartAsync(time: clients.Time);
        registry.Content.AddManifest("test/image", "1.0", Content.Manifest(), Content.OciManifest);
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        clients.Dispose();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_registry_out_of_order_is_asked_again(int status)
    {
        registry.On("GET", "/manifests/", Misbehaviours.Status(status)).Times(4);
        await ResolveAsync();
        Assert.Equal(5, registry.Seen("GET", "/manifests/").Count);
        Assert.Equal(4, clients.Log.Count);
    }

    [Fact]
    public async Task After_five_attempts_it_is_over()
    {
        registry.On("GET", "/manifests/", Misbehaviours.Status(500, "<html>sorry</html>"));
        var failure = await Assert.ThrowsAsync<RegistryException>(ResolveAsync);
        Assert.Equal(RegistryErrorKind.Unavailable, failure.Kind);
        Assert.Equal($"Get \"{registry.Address}/v2/test/image/manifests/1.0\": received unexpected HTTP status: 500 Internal Server Error", failure.Message);
        Assert.Equal(5, registry.Seen("GET", "/manifests/").Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_refusal_is_final(int status)
    {
        registry.On("GET", "/manifests/", Misbehaviours.Status(status));
        await Assert.ThrowsAsync<RegistryException>(ResolveAsync);
        Assert.Single(registry.Seen("GET", "/manifests/"));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Seconds_to_wait_are_waited(int status)
    {
        registry.On("GET", "/manifests/", Misbehaviours.Status(status, "", ("Retry-After", "40"))).Times(1);
        await ResolveAsync();
        var requests = registry.Seen("GET", "/manifests/");
        Assert.InRange(requests[1].At - requests[0].At, TimeSpan.FromSeconds(35), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_date_to_wait_for_is_waited_for()
    {
        registry.On("GET", "/manifests/", context =>
            Misbehaviours.Status(429, "", ("Retry-After", (clients.Time.GetUtcNow() + TimeSpan.FromSeconds(40)).ToString("R", CultureInfo.InvariantCulture)))(context)).Times(1);
        await ResolveAsync();
        var requests = registry.Seen("GET", "/manifests/");
        Assert.InRange(requests[1].At - requests[0].At, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_wait_of_hours_is_an_error_that_says_so()
    {
        const string body = """{"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your pull rate limit."}]}""";
        registry.On("GET", "/manifests/", Misbehaviours.Status(429, body, ("Retry-After", "21600")));
        var failure = await Assert.ThrowsAsync<RegistryException>(ResolveAsync);
        Assert.Equal(RegistryErrorKind.RateLimited, failure.Kind);
        Assert.Equal("toomanyrequests: You have reached your pull rate limit. (127.0.0.1 asks to wait 6 hours)", failure.Message);
        Assert.Equal(TimeSpan.FromHours(6), failure.RetryAfter);
        Assert.Single(registry.Seen("GET", "/manifests/"));
    }

    [Fact]
    public async Task Nobody_at_home_is_said_at_once_in_dockers_words()
    {
        var port = FreePort();
        using var client = clients.Client();
        var failure = await Assert.ThrowsAsync<RegistryException>(
            () => client.Repository(Reference.Parse($"127.0.0.1:{port}/x"), null).ResolveManifestAsync("1.0", CancellationToken.None));
        Assert.Equal(RegistryErrorKind.Unavailable, failure.Kind);
        Assert.Equal($"Get \"http://127.0.0.1:{port}/v2/\": dial tcp 127.0.0.1:{port}: connect: connection refused", failure.Message);
        Assert.Empty(clients.Log);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_said_in_dockers_words()
    {
        using var client = clients.Client();
        var failure = await Assert.ThrowsAsync<RegistryException>(
            () => client.Repository(Reference.Parse("registry.invalid/x"), null).ResolveManifestAsync("1.0", CancellationToken.None));
        Assert.Equal(RegistryErrorKind.Unavailable, failure.Kind);
        Assert.StartsWith("Get \"https://registry.invalid/v2/x/manifests/1.0\": dial tcp: lookup registry.invalid: ", failure.Message, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task<RegistryManifest> ResolveAsync() => clients.Repository(registry).ResolveManifestAsync("1.0", CancellationToken.None);
}
