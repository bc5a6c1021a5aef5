using Davit.Oci;
using Davit.Registry.Tests.Hostile;

namespace Davit.Registry.Tests;

/// <summary>Lists: tags, repositories, referrers, searches; and lists that do not end.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private readonly Clients clients = new();
    private HostileRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await HostileRegistry.StartAsync(time: clients.Time);

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        clients.Dispose();
    }

    [Fact]
    public async Task Tags_come_page_by_page()
    {
        registry.On("GET", "last=b", Misbehaviours.Status(200, """{"tags":["c"]}"""));
        registry.On("GET", "/tags/list", Misbehaviours.Status(
            200, """{"tags":["a","b"]}""", ("Link", "<https://elsewhere/>; rel=\"prev\", </v2/test/image/tags/list?last=b&n=2>; rel=\"next\"")));
        Assert.Equal(["a", "b", "c"], await TagsAsync());
    }

    [Fact]
    public async Task A_repository_without_tags_has_none()
    {
        registry.On("GET", "/tags/list", Misbehaviours.Status(200, """{"name":"x","tags":null}"""));
        Assert.Empty(await TagsAsync());
    }

    [Fact]
    public async Task An_unknown_repository_is_named()
    {
        var failure = await Assert.ThrowsAsync<RegistryException>(TagsAsync);
        Assert.Equal(RegistryErrorKind.NotFound, failure.Kind);
        Assert.Contains($"repository {registry.Authority}/test/image not found", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_leads_to_itself_is_noticed()
    {
        registry.On("GET", "/tags/list", Misbehaviours.Status(200, """{"tags":["a"]}""", ("Link", "</v2/test/image/tags/list?last=a>; rel=next")));
        Assert.Equal(RegistryErrorKind.Protocol, (await Assert.ThrowsAsync<RegistryException>(TagsAsync)).Kind);
        Assert.Equal(2, registry.Seen("GET", "/tags/list").Count);
    }

    [Fact]
    public async Task A_list_without_end_is_ended()
    {
        var page = 0;
        registry.On("GET", "/tags/list", context => Misbehaviours.Status(200, """{"tags":[]}""", ("Link", $"</v2/test/image/tags/list?last={page++}>; rel=next"))(context));
        Assert.Equal(RegistryErrorKind.Protocol, (await Assert.ThrowsAsync<RegistryException>(TagsAsync)).Kind);
    }

    [Fact]
    public async Task A_list_that_goes_on_at_another_host_is_refused()
    {
        await using var other = await HostileRegistry.StartAsync();
        registry.On("GET", "/tags/list", Misbehaviours.Status(200, """{"tags":["a"]}""", ("Link", $"<{other.Address}/x>; rel=next")));
        Assert.Equal(RegistryErrorKind.Protocol, (await Assert.ThrowsAsync<RegistryException>(TagsAsync)).Kind);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_list_that_is_none_is_refused()
    {
        registry.On("GET", "/tags/list", Misbehaviours.Status(200, "<html>"));
        Assert.Equal(RegistryErrorKind.Protocol, (await Assert.ThrowsAsync<RegistryException>(TagsAsync)).Kind);
    }

    [Fact]
    public async Task The_catalog_names_repositories_with_a_token_for_it()
    {
        registry.Content.AddManifest("b", "1", Content.Manifest(), Content.OciManifest);
        registry.Content.AddManifest("a", "1", Content.Manifest(), Content.OciManifest);
        registry.Guard.Challenge = $"Bearer realm=\"{registry.Address}/token\"";
        using var client = clients.Client();
        Assert.Equal(["a", "b"], await client.CatalogAsync(registry.Authority, Content.User, CancellationToken.None));
        Assert.Contains("scope=registry%3Acatalog%3A%2A", registry.Seen("GET", "/token")[0].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_with_an_index_is_searched_by_it()
    {
        registry.On("GET", "/v1/search", Misbehaviours.Status(200, """
            {"num_results":3,"results":[
              {"name":"one","description":"a\u001b[2J","star_count":5,"is_official":true,"is_automated":false},
              {"name":"two","description":"d","star_count":4,"is_official":false,"is_automated":true},
              {"name":"three","star_count":9}]}
            """));
        using var client = clients.Client();
        var query = new SearchQuery { Term = "a b", Host = registry.Authority, Limit = 50 };
        Assert.Equal(["one", "two", "three"], (await client.SearchAsync(query, null, CancellationToken.None)).Select(result => result.Name));
        Assert.Equal("a [2J", (await client.SearchAsync(query with { Limit = 1 }, null, CancellationToken.None))[0].Description);
        Assert.Equal("/v1/search?q=a%20b&n=50", registry.Seen("GET", "/v1/")[0].Target);
        Assert.Equal(["one"], (await client.SearchAsync(query with { IsOfficial = true }, null, CancellationToken.None)).Select(result => result.Name));
        Assert.Equal(["one", "three"], (await client.SearchAsync(query with { MinimumStars = 5 }, null, CancellationToken.None)).Select(result => result.Name));
        Assert.Equal(["two"], (await client.SearchAsync(query with { IsAutomated = true }, null, CancellationToken.None)).Select(result => result.Name));
    }

    [Fact]
    public async Task A_registry_without_an_index_is_searched_by_its_catalog()
    {
        registry.Content.AddManifest("team/web", "1", Content.Manifest(), Content.OciManifest);
        registry.Content.AddManifest("team/database", "1", Content.Manifest(), Content.OciManifest);
        using var client = clients.Client();
        var found = await client.SearchAsync(new SearchQuery { Term = "WEB", Host = registry.Authority }, null, CancellationToken.None);
        Assert.Equal(["team/web"], found.Select(result => result.Name));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_limit_out_of_range_is_refused(int limit)
    {
        using var client = clients.Client();
        var failure = await Assert.ThrowsAsync<RegistryException>(
            () => client.SearchAsync(new SearchQuery { Term = "x", Host = registry.Authority, Limit = limit }, null, CancellationToken.None));
        Assert.Equal(RegistryErrorKind.InvalidParameter, failure.Kind);
    }

    [Fact]
    public async Task Referrers_come_from_the_api_and_are_filtered_here_too()
    {
        registry.On("GET", "/referrers/", Misbehaviours.Status(200, Referrers()));
        var repository = clients.Repository(registry);
        Assert.Equal(2, (await repository.ReferrersAsync(Digest.Of([]), null, CancellationToken.None)).Count);
        Assert.Equal("sbom", Assert.Single(await repository.ReferrersAsync(Digest.Of([]), "sbom", CancellationToken.None)).ArtifactType);
    }

    [Fact]
    public async Task Referrers_of_a_registry_without_the_api_come_from_their_tag()
    {
        registry.Content.AddManifest("test/image", $"sha256-{Digest.Of([]).Hex}", System.Text.Encoding.UTF8.GetBytes(Referrers()), Content.OciIndex);
        Assert.Equal(2, (await clients.Repository(registry).ReferrersAsync(Digest.Of([]), null, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Nothing_refers_to_what_has_no_referrers() =>
        Assert.Empty(await clients.Repository(registry).ReferrersAsync(Digest.Of([]), null, CancellationToken.None));

    private static string Referrers() => $$"""
        {"schemaVersion":2,"manifests":[
          {"mediaType":"m","digest":"{{Digest.Of([1])}}","size":1,"artifactType":"sbom"},
          {"mediaType":"m","digest":"{{Digest.Of([2])}}","size":1,"artifactType":"signature"}]}
        """;

    private Task<IReadOnlyList<string>> TagsAsync() => clients.Repository(registry).ListTagsAsync(CancellationToken.None);
}
