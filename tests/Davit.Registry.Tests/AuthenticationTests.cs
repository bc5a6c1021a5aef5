using Davit.Registry.Tests.Hostile;

namespace Davit.Registry.Tests;

/// <summary>Tokens and passwords: who gets which, and who none.</summary>
public sealed class AuthenticationTests : IAsyncLifetime
{
    private readonly Clients clients = new();
    private HostileRegistry registry = null!;

    public async ValueTask InitializeAsync()
    {
        registry = await HostileRegistry.StartAsync(time: clients.Time);
        registry.Content.AddManifest("test/image", "1.0", Content.Manifest(), Content.OciManifest);
        registry.Guard.Challenge = $"Bearer realm=\"{registry.Address}/token\",service=\"the service\"";
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        clients.Dispose();
    }

    [Fact]
    public async Task A_token_is_asked_for_with_service_scope_account_and_password()
    {
        await ResolveAsync(Content.User);
        var request = Assert.Single(registry.Seen("GET", "/token"));
        Assert.Equal("/token?service=the%20service&scope=repository%3Atest%2Fimage%3Apull&account=user", request.Target);
        Assert.Equal(registry.Guard.BasicHeader, request.Authorization);
        Assert.Equal("Bearer token-1", registry.Requests[^1].Authorization);
    }

    [Fact]
    public async Task Without_credentials_a_token_is_asked_for_all_the_same()
    {
        registry.Guard.AllowsAnonymous = true;
        await ResolveAsync(null);
        Assert.Equal("", Assert.Single(registry.Seen("GET", "/token")).Authorization);
    }

    [Fact]
    public async Task A_token_serves_the_client_until_it_ends()
    {
        using var client = clients.Client();
        await ResolveAsync(Content.User, client);
        await ResolveAsync(Content.User, client);
        Assert.Equal(1, registry.Guard.Issued);
        Assert.Single(registry.Requests, request => request.Authorization.Length == 0 && request.Target.Contains("/manifests/", StringComparison.Ordinal));
        await Task.Delay(TimeSpan.FromSeconds(400), clients.Time, CancellationToken.None);
        await ResolveAsync(Content.User, client);
        Assert.Equal(2, registry.Guard.Issued);
    }

    [Fact]
    public async Task A_life_of_a_second_is_taken_as_a_minute()
    {
        registry.Guard.ExpiresIn = 1;
        using var client = clients.Client(options => options);
        await ResolveAsync(Content.User, client);
        await Task.Delay(TimeSpan.FromSeconds(5), clients.Time, CancellationToken.None);
        await ResolveAsync(Content.User, client);
        Assert.Equal(1, registry.Guard.Issued);
    }

    [Fact]
    public async Task A_token_is_not_shared_between_users()
    {
        registry.Guard.AllowsAnonymous = true;
        using var client = clients.Client();
        await ResolveAsync(Content.User, client);
        await ResolveAsync(null, client);
        Assert.Equal(2, registry.Guard.Issued);
        Assert.Equal(["Bearer token-1", "Bearer token-2"], registry.Requests.Where(request => request.Authorization.StartsWith("Bearer", StringComparison.Ordinal)).Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_token_that_is_refused_is_replaced_once()
    {
        using var client = clients.Client();
        await ResolveAsync(Content.User, client);
        registry.Guard.Oldest = 1;
        await ResolveAsync(Content.User, client);
        Assert.Equal(2, registry.Guard.Issued);
        registry.Guard.Oldest = 1000;
        var failure = await Assert.ThrowsAsync<RegistryException>(() => ResolveAsync(Content.User, client));
        Assert.Equal(RegistryErrorKind.Unauthorized, failure.Kind);
        Assert.Equal("unauthorized: authentication required", failure.Message);
        Assert.Equal(3, registry.Guard.Issued);
    }

    [Fact]
    public async Task Many_requests_at_a_time_need_one_token()
    {
        using var client = clients.Client();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ResolveAsync(Content.User, client)));
        Assert.Equal(1, registry.Guard.Issued);
    }

    [Fact]
    public async Task An_identity_token_is_posted_and_no_password_with_it()
    {
        await ResolveAsync(new RegistryCredentials { Username = "user", Password = "secret", IdentityToken = "refresh-me" });
        Assert.Equal("", Assert.Single(registry.Seen("POST", "/token")).Authorization);
    }

    [Fact]
    public async Task A_server_that_knows_only_OAuth2_gets_the_password_posted()
    {
        registry.On("GET", "/token", Misbehaviours.Status(405));
        await ResolveAsync(Content.User);
        Assert.Single(registry.Seen("POST", "/token"));
    }

    [Fact]
    public async Task A_registry_token_is_sent_as_it_is_and_nothing_else_tried()
    {
        await ResolveAsync(new RegistryCredentials { RegistryToken = "token-77" });
        Assert.Equal("Bearer token-77", registry.Requests[^1].Authorization);
        await Assert.ThrowsAsync<RegistryException>(() => ResolveAsync(new RegistryCredentials { RegistryToken = "wrong" }));
        Assert.Equal(0, registry.Guard.Issued);
    }

    [Fact]
    public async Task Wrong_credentials_are_said_in_the_servers_words()
    {
        var failure = await Assert.ThrowsAsync<RegistryException>(() => ResolveAsync(Content.User with { Password = "wrong" }));
        Assert.Equal(RegistryErrorKind.Unauthorized, failure.Kind);
        Assert.Equal("unauthorized: incorrect username or password", failure.Message);
    }

    [Fact]
    public async Task Basic_is_answered_with_the_password_and_remembered()
    {
        registry.Guard.Challenge = "Basic realm=\"a, \\\"b\\\"\"";
        using var client = clients.Client();
        await ResolveAsync(Content.User, client);
        await ResolveAsync(Content.User, client);
        Assert.Single(registry.Seen("GET", "/manifests/"), request => request.Authorization.Length == 0);
    }

    [Fact]
    public async Task Basic_without_a_password_is_said_in_dockers_words()
    {
        registry.Guard.Challenge = "Basic realm=x";
        var failure = await Assert.ThrowsAsync<RegistryException>(() => ResolveAsync(null));
        Assert.Equal(RegistryErrorKind.Unauthorized, failure.Kind);
        Assert.Equal($"Get \"{registry.Address}/v2/test/image/manifests/1.0\": no basic auth credentials", failure.Message);
    }

    [Fact]
    public async Task A_token_of_10_megabytes_is_refused()
    {
        registry.On("GET", "/token", Misbehaviours.Content(System.Text.Encoding.ASCII.GetBytes($"{{\"token\":\"{new string('x', 10 << 20)}\"}}"), "application/json"));
        Assert.Equal(RegistryErrorKind.Protocol, (await Assert.ThrowsAsync<RegistryException>(() => ResolveAsync(Content.User))).Kind);
    }

    [Theory]
    [InlineData("""{"token":"a\r\nX-Evil: 1"}""")]
    [InlineData("""{"token":"ä"}""")]
    [InlineData("""{"token":""}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""<html>""")]
    public async Task An_answer_that_is_no_token_is_refused(string answer)
    {
        registry.On("GET", "/token", Misbehaviours.Status(200, answer));
        Assert.Equal(RegistryErrorKind.Protocol, (await Assert.ThrowsAsync<RegistryException>(() => ResolveAsync(Content.User))).Kind);
    }

    [Fact]
    public async Task A_realm_on_another_host_gets_the_credentials_as_with_Docker_Hub()
    {
        await using var server = await HostileRegistry.StartAsync();
        registry.Guard.Challenge = $"Bearer realm=\"{server.Address}/token\"";
        await ResolveAsync(Content.User);
        Assert.Equal(server.Guard.BasicHeader, Assert.Single(server.Requests).Authorization);
    }

    [Fact]
    public async Task A_realm_without_https_gets_nothing_from_a_registry_with_https()
    {
        using var certificate = TestCertificate.Create();
        await using var secure = await HostileRegistry.StartAsync(certificate);
        TestCertificate.Trust(certificate, clients.Certificates, secure.Authority);
        secure.Guard.Challenge = $"Bearer realm=\"{registry.Address}/token\"";
        var failure = await Assert.ThrowsAsync<RegistryException>(
            () => clients.Repository(secure, Content.User).ResolveManifestAsync("1.0", CancellationToken.None));
        Assert.Equal(RegistryErrorKind.Protocol, failure.Kind);
        Assert.Contains("without https", failure.Message, StringComparison.Ordinal);
        Assert.Empty(registry.Requests);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:password@127.0.0.1/token")]
    [InlineData("/token")]
    [InlineData("")]
    public async Task A_realm_that_is_no_web_address_is_refused(string realm)
    {
        registry.Guard.Challenge = $"Bearer realm=\"{realm}\"";
        Assert.Equal(RegistryErrorKind.Protocol, (await Assert.ThrowsAsync<RegistryException>(() => ResolveAsync(Content.User))).Kind);
    }

    [Fact]
    public async Task A_realm_that_redirects_elsewhere_takes_no_password_along()
    {
        await using var thief = await HostileRegistry.StartAsync();
        thief.On("GET", "/token", Misbehaviours.Status(200, """{"token":"token-9"}"""));
        registry.On("GET", "/token", Misbehaviours.Redirect(_ => thief.Address + "/token"));
        await ResolveAsync(Content.User);
        Assert.Equal("", Assert.Single(thief.Requests).Authorization);
    }

    [Fact]
    public async Task A_realm_that_redirects_an_identity_token_is_refused()
    {
        await using var thief = await HostileRegistry.StartAsync();
        registry.On("POST", "/token", Misbehaviours.Redirect(_ => thief.Address + "/token"));
        var failure = await Assert.ThrowsAsync<RegistryException>(() => ResolveAsync(new RegistryCredentials { IdentityToken = "refresh-me" }));
        Assert.Equal(RegistryErrorKind.Protocol, failure.Kind);
        Assert.Empty(thief.Requests);
    }

    [Fact]
    public async Task A_registry_that_moved_to_another_token_server_is_followed()
    {
        using var client = clients.Client();
        var old = await HostileRegistry.StartAsync();
        registry.Guard.Challenge = $"Bearer realm=\"{old.Address}/token\"";
        registry.Guard.Oldest = 0;
        await ResolveAsync(Content.User, client);
        await old.DisposeAsync();
        registry.Guard.Challenge = $"Bearer realm=\"{registry.Address}/token\"";
        await client.Repository(Oci.Reference.Parse($"{registry.Authority}/test/image"), Content.User).HasBlobAsync(Oci.Digest.Of([]), CancellationToken.None);
        Assert.Equal(1, registry.Guard.Issued);
    }

    [Fact]
    public async Task Login_succeeds_and_brings_an_identity_token()
    {
        using var client = clients.Client();
        var result = await client.LoginAsync(registry.Address + "/v1/", Content.User, CancellationToken.None);
        Assert.Equal(new LoginResult("Login Succeeded", "refresh-me"), result);
    }

    [Fact]
    public async Task Login_with_a_wrong_password_fails()
    {
        using var client = clients.Client();
        var failure = await Assert.ThrowsAsync<RegistryException>(() => client.LoginAsync(registry.Authority, Content.User with { Password = "no" }, CancellationToken.None));
        Assert.Equal("unauthorized: incorrect username or password", failure.Message);
        registry.Guard.Challenge = "Basic realm=x";
        failure = await Assert.ThrowsAsync<RegistryException>(() => client.LoginAsync(registry.Authority, Content.User with { Password = "no" }, CancellationToken.None));
        Assert.Equal(RegistryErrorKind.Unauthorized, failure.Kind);
        Assert.Equal($"login attempt to {registry.Address}/v2/ failed with status: 401 Unauthorized", failure.Message);
    }

    [Fact]
    public async Task Login_with_a_password_for_Basic_succeeds_without_an_identity_token()
    {
        registry.Guard.Challenge = "Basic realm=x";
        using var client = clients.Client();
        Assert.Equal(new LoginResult("Login Succeeded", ""), await client.LoginAsync(registry.Authority, Content.User, CancellationToken.None));
    }

    private async Task ResolveAsync(RegistryCredentials? credentials, RegistryClient? client = null)
    {
        var repository = client is null
            ? clients.Repository(registry, credentials)
            : client.Repository(Oci.Reference.Parse($"{registry.Authority}/test/image"), credentials);
        await repository.ResolveManifestAsync("1.0", CancellationToken.None);
    }
}
