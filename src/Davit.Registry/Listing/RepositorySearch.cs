using System.Globalization;
using System.Text.Json;
using Davit.Registry.Hosts;
using Davit.Registry.Http;

namespace Davit.Registry.Listing;

/// <summary>Searches Docker Hub's index, or where there is none, the list of all repositories.</summary>
internal sealed class RepositorySearch(RegistrySession session)
{
    private const int AnswerLimit = 4 << 20;
    private const string HubIndex = "index.docker.io";

    public async Task<IReadOnlyList<SearchResult>> SearchAsync(SearchQuery query, RegistryCredentials? credentials, CancellationToken cancellation)
    {
        if (query.Limit is < 1 or > 100)
        {
            throw new RegistryException(RegistryErrorKind.InvalidParameter, $"limit {query.Limit} is outside the range of [1, 100]");
        }

        if (string.IsNullOrWhiteSpace(query.Term))
        {
            throw new RegistryException(RegistryErrorKind.InvalidParameter, "a search needs a term");
        }

        var host = HostNames.Normalise(query.Host);
        var found = await SearchIndexAsync(query, host, credentials, cancellation) ?? await SearchCatalogAsync(query, host, credentials, cancellation);
        return [.. found.Where(result => Fits(result, query)).Take(query.Limit)];
    }

    public async Task<IReadOnlyList<string>> CatalogAsync(string host, RegistryCredentials? credentials, CancellationToken cancellation)
    {
        var endpoint = await session.RegistryAsync(HostNames.Normalise(host), credentials, cancellation);
        var request = new RegistryRequest(HttpMethod.Get, endpoint.At("v2/_catalog?n=1000")) { Scopes = ["registry:catalog:*"] };
        return await PagedList.ReadAsync(session, endpoint, request, RegistryJson.Default.CatalogPage, page => page.Repositories, cancellation);
    }

    private static bool Fits(SearchResult result, SearchQuery query) =>
        (query.IsOfficial ?? result.IsOfficial) == result.IsOfficial
        && (query.IsAutomated ?? result.IsAutomated) == result.IsAutomated
        && result.StarCount >= query.MinimumStars;

    /// <summary>Null: this registry has no index.</summary>
    private async Task<IReadOnlyList<SearchResult>?> SearchIndexAsync(SearchQuery query, string host, RegistryCredentials? credentials, CancellationToken cancellation)
    {
        var isHub = host == HostNames.DockerHub;
        var endpoint = await session.RegistryAsync(isHub ? HubIndex : host, credentials, cancellation);
        var limit = query.Limit.ToString(CultureInfo.InvariantCulture);
        var request = new RegistryRequest(HttpMethod.Get, endpoint.At($"v1/search?q={Uri.EscapeDataString(query.Term)}&n={limit}"));
        try
        {
            return await session.FetchAsync(endpoint, request, ReadAsync, cancellation);
        }
        catch (RegistryException failure) when (!isHub && failure is { Status: not null } or { Kind: RegistryErrorKind.Protocol })
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<SearchResult>> SearchCatalogAsync(SearchQuery query, string host, RegistryCredentials? credentials, CancellationToken cancellation) =>
        [.. (await CatalogAsync(host, credentials, cancellation))
            .Where(name => name.Contains(query.Term, StringComparison.OrdinalIgnoreCase))
            .Select(name => new SearchResult { Name = name })];

    private static async Task<IReadOnlyList<SearchResult>> ReadAsync(RegistryAnswer answer)
    {
        var document = await answer.ReadDocumentAsync(AnswerLimit, "the result of a search");
        try
        {
            return [.. (JsonSerializer.Deserialize(document, RegistryJson.Default.SearchPage)?.Results ?? [])
                .Where(result => result is not null)
                .Select(result => result with { Name = Text.Clean(result.Name), Description = Text.Clean(result.Description) })];
        }
        catch (JsonException failure)
        {
            throw new RegistryException(RegistryErrorKind.Protocol, $"the answer of {Text.Address(answer.Address)} is no result of a search", failure);
        }
    }
}
