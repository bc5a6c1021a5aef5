using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Davit.Registry.Hosts;
using Davit.Registry.Http;

namespace Davit.Registry.Listing;

/// <summary>Reads a list page by page. It ends: after so many pages and entries, and where a page comes again.</summary>
internal static class PagedList
{
    private const int PageLimit = 4 << 20;
    private const int Pages = 1000;
    private const int Entries = 200_000;

    public static async Task<List<TEntry>> ReadAsync<TPage, TEntry>(
        RegistrySession session,
        RegistryEndpoint endpoint,
        RegistryRequest first,
        JsonTypeInfo<TPage> json,
        Func<TPage, IReadOnlyList<TEntry>?> entries,
        CancellationToken cancellation)
        where TPage : class
    {
        var all = new List<TEntry>();
        var visited = new HashSet<Uri>();
        for (var request = first; ;)
        {
            if (!visited.Add(request.Address) || visited.Count > Pages || all.Count > Entries)
            {
                throw new RegistryException(RegistryErrorKind.Protocol, $"the list of {Text.Address(first.Address)} does not end");
            }

            var (page, next) = await session.FetchAsync(endpoint, request, answer => ReadPageAsync(answer, endpoint, json), cancellation);
            all.AddRange((entries(page) ?? []).Where(entry => entry is not null));
            if (next is null)
            {
                return all;
            }

            request = request with { Address = next };
        }
    }

    private static async Task<(TPage Page, Uri? Next)> ReadPageAsync<TPage>(RegistryAnswer answer, RegistryEndpoint endpoint, JsonTypeInfo<TPage> json)
        where TPage : class
    {
        var document = await answer.ReadDocumentAsync(PageLimit, "a list");
        try
        {
            return (JsonSerializer.Deserialize(document, json) ?? throw new JsonException("null"), NextPage.Of(answer, endpoint));
        }
        catch (JsonException failure)
        {
            throw new RegistryException(RegistryErrorKind.Protocol, $"the answer of {Text.Address(answer.Address)} is no list", failure);
        }
    }
}
