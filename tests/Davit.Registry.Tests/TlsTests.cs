using Davit.Oci;
using Davit.Registry.Tests.Hostile;

namespace Davit.Registry.Tests;

/// <summary>Whom the client trusts, and what it does without trust.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly Clients clients = new();

    public void Dispose() => clients.Dispose();

    [Fact]
    public async Task An_authority_in_certs_d_is_trusted()
    {
        using var certificate = TestCertificate.Create();
        await using var registry = await StartAsync(certificate);
        TestCertificate.Trust(certificate, clients.Certificates, registry.Authority);
        await ResolveAsync(registry);
        Assert.All(registry.Requests, request => Assert.NotEqual("/v2/", request.Target)); // https is certain, nothing is tried
    }

    [Fact]
    public async Task An_unknown_authority_is_refused_in_Gos_words()
    {
        using var certificate = TestCertificate.Create();
        using var other = TestCertificate.Create();
        await using var registry = await StartAsync(certificate);
        TestCertificate.Trust(other, clients.Certificates, registry.Authority);
        var failure = await FailsAsync(registry);
        Assert.Equal(RegistryErrorKind.Unavailable, failure.Kind);
        Assert.Equal(
            $"Get \"{registry.Address}/v2/test/image/manifests/1.0\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
            failure.Message);
        Assert.Empty(registry.Requests);
        Assert.Empty(clients.Log); // and not tried again
    }

    [Fact]
    public async Task An_authority_that_is_filed_later_counts_at_once()
    {
        using var certificate = TestCertificate.Create();
        using var other = TestCertificate.Create();
        await using var registry = await StartAsync(certificate);
        TestCertificate.Trust(other, clients.Certificates, registry.Authority);
        using var client = clients.Client();
        var repository = client.Repository(Reference.Parse($"{registry.Authority}/test/image"), null);
        await Assert.ThrowsAsync<RegistryException>(() => repository.ResolveManifestAsync("1.0", CancellationToken.None));
        TestCertificate.Trust(certificate, clients.Certificates, registry.Authority);
        await repository.ResolveManifestAsync("1.0", CancellationToken.None);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        using var certificate = TestCertificate.Create("registry.example");
        await using var registry = await StartAsync(certificate);
        TestCertificate.Trust(certificate, clients.Certificates, registry.Authority);
        Assert.Contains("x509: certificate is valid for registry.example, not for this host", (await FailsAsync(registry)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_is_refused()
    {
        using var certificate = TestCertificate.Create(expired: true);
        await using var registry = await StartAsync(certificate);
        TestCertificate.Trust(certificate, clients.Certificates, registry.Authority);
        Assert.Contains("x509: certificate has expired or is not yet valid", (await FailsAsync(registry)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_on_the_loopback_needs_no_certificate_that_anybody_knows()
    {
        using var certificate = TestCertificate.Create("nobody.example");
        await using var registry = await StartAsync(certificate);
        await ResolveAsync(registry);
        Assert.Equal("/v2/", registry.Requests[0].Target);
    }

    [Fact]
    public async Task What_the_administrator_calls_insecure_is_so_even_with_an_authority()
    {
        using var certificate = TestCertificate.Create("nobody.example");
        await using var registry = await StartAsync(certificate);
        TestCertificate.Trust(certificate, clients.Certificates, registry.Authority);
        using var client = clients.Client(options => options with { InsecureRegistries = [registry.Authority] });
        await client.Repository(Reference.Parse($"{registry.Authority}/test/image"), null).ResolveManifestAsync("1.0", CancellationToken.None);
    }

    [Fact]
    public async Task A_registry_with_an_authority_is_never_spoken_to_in_http()
    {
        using var certificate = TestCertificate.Create();
        await using var registry = await StartAsync(null);
        TestCertificate.Trust(certificate, clients.Certificates, registry.Authority);
        Assert.Contains("http: server gave HTTP response to HTTPS client", (await FailsAsync(registry)).Message, StringComparison.Ordinal);
        Assert.Empty(registry.Requests);
    }

    [Fact]
    public async Task A_client_certificate_without_its_key_is_an_error()
    {
        using var certificate = TestCertificate.Create();
        await using var registry = await StartAsync(certificate);
        TestCertificate.Trust(certificate, clients.Certificates, registry.Authority);
        TestCertificate.FilePair(certificate, clients.Certificates, registry.Authority);
        await ResolveAsync(registry);
        File.Delete(Path.Combine(clients.Certificates, registry.Authority, "client.key"));
        Assert.Contains("missing key client.key for client certificate client.cert", (await FailsAsync(registry)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_certificate_is_shown_to_the_registry_and_to_nobody_it_redirects_to()
    {
        using var certificate = TestCertificate.Create();
        await using var registry = await HostileRegistry.StartAsync(certificate, asksForCertificate: true);
        await using var other = await HostileRegistry.StartAsync(certificate, asksForCertificate: true);
        TestCertificate.Trust(certificate, clients.Certificates, registry.Authority);
        TestCertificate.FilePair(certificate, clients.Certificates, registry.Authority);
        registry.On("GET", "/manifests/", Misbehaviours.Redirect(_ => other.Address + "/m"));
        other.On("GET", "/m", Misbehaviours.Content(Content.Manifest(), Content.OciManifest));
        await ResolveAsync(registry);
        Assert.Equal(certificate.Thumbprint, registry.Requests[^1].ClientCertificate);
        Assert.Equal("", other.Requests[^1].ClientCertificate);
    }

    [Fact]
    public async Task A_damaged_authority_is_named()
    {
        await using var registry = await StartAsync(null);
        Directory.CreateDirectory(Path.Combine(clients.Certificates, registry.Authority));
        File.WriteAllText(Path.Combine(clients.Certificates, registry.Authority, "ca.crt"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Assert.Contains("ca.crt cannot be used", (await FailsAsync(registry)).Message, StringComparison.Ordinal);
    }

    private static async Task<HostileRegistry> StartAsync(System.Security.Cryptography.X509Certificates.X509Certificate2? certificate)
    {
        var registry = await HostileRegistry.StartAsync(certificate);
        registry.Content.AddManifest("test/image", "1.0", Content.Manifest(), Content.OciManifest);
        return registry;
    }

    private Task<RegistryManifest> ResolveAsync(HostileRegistry registry) => clients.Repository(registry).ResolveManifestAsync("1.0", CancellationToken.None);

    private Task<RegistryException> FailsAsync(HostileRegistry registry) => Assert.ThrowsAsync<RegistryException>(() => ResolveAsync(registry));
}
