using System.Text;
using Davit.Oci;
using Davit.Registry.Tests.Hostile;

namespace Davit.Registry.Tests;

/// <summary>Manifests: what is taken, and what is refused in which words.</summary>
public sealed class ManifestTests : IAsyncLifetime
{
    private readonly Clients clients = new();
    private HostileRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await HostileRegistry.StartAsync(time: clients.Time);

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        clients.Dispose();
    }

    [Theory]
    [InlineData(Content.OciManifest)]
    [InlineData(Content.DockerManifest)]
    public async Task A_manifest_comes_by_tag_and_by_digest(string type)
    {
        var stored = registry.Content.AddManifest("test/image", "1.0", Content.Manifest(type), type);
        foreach (var reference in new[] { "1.0", stored.Digest.Text })
        {
            var manifest = await ResolveAsync(reference);
            Assert.Equal(stored.Digest, manifest.Digest);
            Assert.Equal(type, manifest.MediaType);
            Assert.Equal(Content.Manifest(type), manifest.Content);
        }
    }

    [Fact]
    public async Task The_registry_is_told_which_types_are_wanted()
    {
        registry.Content.AddManifest("test/image", "1.0", Content.Manifest(), Content.OciManifest);
        await ResolveAsync("1.0");
        var accept = registry.Seen("GET", "/manifests/")[0].Headers.Accept.ToString();
        Assert.Contains(Content.OciIndex, accept, StringComparison.Ordinal);
        Assert.Contains(Content.DockerManifest, accept, StringComparison.Ordinal);
        Assert.DoesNotContain("v1+", accept.Replace("image.manifest.v1+", "", StringComparison.Ordinal).Replace("image.index.v1+", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_digest_other_content_is_a_mismatch()
    {
        var wanted = Digest.Of("something else"u8);
        registry.On("GET", "/manifests/", Misbehaviours.Content(Content.Manifest(), Content.OciManifest));
        var failure = await FailsAsync(wanted.Text);
        Assert.Equal(RegistryErrorKind.DigestMismatch, failure.Kind);
        Assert.Contains($"manifest verification failed for digest {wanted}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_tag_an_announced_digest_that_is_not_the_contents_is_a_mismatch()
    {
        registry.On("GET", "/manifests/", Misbehaviours.Content(Content.Manifest(), Content.OciManifest, ("Docker-Content-Digest", Digest.Of([]).Text)));
        Assert.Equal(RegistryErrorKind.DigestMismatch, (await FailsAsync("1.0")).Kind);
    }

    [Fact]
    public async Task A_manifest_of_100_megabytes_is_refused_unread()
    {
        registry.On("GET", "/manifests/", async context =>
        {
            context.Response.ContentLength = 100 << 20;
            await context.Response.Body.WriteAsync(new byte[1000]);
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        });
        Assert.Equal(RegistryErrorKind.Protocol, (await FailsAsync("1.0")).Kind);
    }

    [Fact]
    public async Task A_manifest_without_end_is_refused_at_4_megabytes()
    {
        registry.On("GET", "/manifests/", Misbehaviours.Endless("{"u8.ToArray()));
        Assert.Contains("longer than 4194304 bytes", (await FailsAsync("1.0")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_that_never_comes_is_given_up()
    {
        clients.Options = clients.Options with { DocumentTimeout = TimeSpan.FromSeconds(120) };
        registry.On("GET", "/manifests/", Misbehaviours.Stall(Content.Manifest(), 10));
        Assert.Contains("no complete answer within 2 minutes", (await FailsAsync("1.0")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/vnd.docker.distribution.manifest.v1+json")]
    [InlineData("application/vnd.docker.distribution.manifest.v1+prettyjws")]
    [InlineData("application/json")]
    public async Task Schema_1_is_refused_whatever_it_is_called(string type)
    {
        var content = """{"schemaVersion":1,"name":"x","tag":"y","fsLayers":[],"history":[]}"""u8.ToArray();
        registry.On("GET", "/manifests/", Misbehaviours.Content(content, type));
        var failure = await FailsAsync("1.0");
        Assert.Equal(RegistryErrorKind.Unsupported, failure.Kind);
        Assert.Contains("schema 1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("test/image:1.0", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("application/octet-stream")]
    public async Task A_wrong_content_type_is_overruled_by_the_documents_own(string type)
    {
        registry.On("GET", "/manifests/", Misbehaviours.Content(Content.Manifest(), type));
        Assert.Equal(Content.OciManifest, (await ResolveAsync("1.0")).MediaType);
    }

    [Theory]
    [InlineData("""{"schemaVersion":2,"config":{},"layers":[]}""", Content.OciManifest)]
    [InlineData("""{"schemaVersion":2,"manifests":[]}""", Content.OciIndex)]
    public async Task A_document_without_a_type_is_recognised_by_its_members(string document, string type)
    {
        registry.On("GET", "/manifests/", Misbehaviours.Content(Encoding.UTF8.GetBytes(document), "text/plain"));
        Assert.Equal(type, (await ResolveAsync("1.0")).MediaType);
    }

    [Theory]
    [InlineData("""{"schemaVersion":2,"config":{},"layers":[],"manifests":[]}""", Content.OciManifest)]
    [InlineData("""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","layers":[]}""", Content.OciIndex)]
    [InlineData("""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}""", Content.OciManifest)]
    [InlineData("""[]""", Content.OciManifest)]
    [InlineData("""{"schemaVersion":2} {}""", Content.OciManifest)]
    [InlineData("""<html>""", "text/html")]
    public async Task A_document_that_could_be_read_in_two_ways_is_refused(string document, string type)
    {
        registry.On("GET", "/manifests/", Misbehaviours.Content(Encoding.UTF8.GetBytes(document), type));
        Assert.Equal(RegistryErrorKind.Protocol, (await FailsAsync("1.0")).Kind);
    }

    [Fact]
    public async Task An_unknown_tag_is_not_found_in_dockers_words()
    {
        var failure = await FailsAsync("nosuch");
        Assert.Equal(RegistryErrorKind.NotFound, failure.Kind);
        Assert.Equal($"manifest for {registry.Authority}/test/image:nosuch not found: manifest unknown: manifest unknown", failure.Message);
    }

    [Fact]
    public async Task A_repository_that_is_denied_is_not_found_in_dockers_words()
    {
        registry.On("GET", "/manifests/", Misbehaviours.Status(403, """{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}"""));
        var failure = await FailsAsync("1.0");
        Assert.Equal(RegistryErrorKind.NotFound, failure.Kind);
        Assert.Equal(
            $"pull access denied for {registry.Authority}/test/image, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
            failure.Message);
    }

    [Fact]
    public async Task A_token_that_is_not_enough_reads_as_denied()
    {
        registry.On("GET", "/manifests/", Misbehaviours.Status(
            401, """{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}""",
            ("WWW-Authenticate", $"Bearer realm=\"{registry.Address}/token\",service=\"x\",error=\"insufficient_scope\"")));
        registry.Guard.AllowsAnonymous = true;
        var failure = await FailsAsync("1.0");
        Assert.StartsWith($"pull access denied for {registry.Authority}/test/image, ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_a_registry_cannot_steer_a_terminal()
    {
        registry.On("GET", "/manifests/", Misbehaviours.Status(400, """{"errors":[{"code":"X","message":"a\u001b[2Jb\u202ec"}]}"""));
        Assert.Equal("x: a [2Jb c", (await FailsAsync("1.0")).Message);
    }

    [Theory]
    [InlineData("../../../etc")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("sha256:123")]
    public async Task What_is_neither_tag_nor_digest_is_not_asked_for(string reference)
    {
        Assert.Equal(RegistryErrorKind.InvalidParameter, (await FailsAsync(reference)).Kind);
        Assert.Empty(registry.Requests);
    }

    [Fact]
    public async Task Head_says_type_digest_and_size()
    {
        var stored = registry.Content.AddManifest("test/image", "1.0", Content.Manifest(), Content.OciManifest);
        Assert.Equal(stored, await clients.Repository(registry).HeadManifestAsync("1.0", CancellationToken.None));
        Assert.Empty(registry.Seen("GET", "/manifests/"));
    }

    [Fact]
    public async Task A_head_without_a_digest_is_made_good_by_fetching()
    {
        var stored = registry.Content.AddManifest("test/image", "1.0", Content.Manifest(), Content.OciManifest);
        registry.On("HEAD", "/manifests/", Misbehaviours.Status(200));
        Assert.Equal(stored, await clients.Repository(registry).HeadManifestAsync("1.0", CancellationToken.None));
    }

    [Fact]
    public async Task A_pushed_manifest_can_be_pulled_and_deleted()
    {
        var repository = clients.Repository(registry);
        var digest = await repository.PutManifestAsync("2.0", Content.Manifest(), Content.OciManifest, CancellationToken.None);
        Assert.Equal(digest, (await ResolveAsync("2.0")).Digest);
        await repository.DeleteManifestAsync(digest.Text, CancellationToken.None);
        await Assert.ThrowsAsync<RegistryException>(() => ResolveAsync(digest.Text));
    }

    [Fact]
    public async Task A_registry_that_stores_something_else_is_a_mismatch()
    {
        registry.On("PUT", "/manifests/", Misbehaviours.Status(201, "", ("Docker-Content-Digest", Digest.Of([]).Text)));
        var failure = await Assert.ThrowsAsync<RegistryException>(
            () => clients.Repository(registry).PutManifestAsync("2.0", Content.Manifest(), Content.OciManifest, CancellationToken.None));
        Assert.Equal(RegistryErrorKind.DigestMismatch, failure.Kind);
    }

    private Task<RegistryManifest> ResolveAsync(string reference) => clients.Repository(registry).ResolveManifestAsync(reference, CancellationToken.None);

    private Task<RegistryException> FailsAsync(string reference) => Assert.ThrowsAsync<RegistryException>(() => ResolveAsync(reference));
}
