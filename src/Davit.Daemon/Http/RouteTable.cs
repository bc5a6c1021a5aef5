namespace Davit.Daemon.Http;

/// <summary>All operations; the first route that fits a path answers, so literal paths stand before variable ones.</summary>
internal sealed class RouteTable(IEnumerable<Route> routes)
{
    private readonly Route[] routes = [.. routes];

    public IReadOnlyList<Route> Routes => routes;

    public bool TryFind(string method, string[] segments, out Route route, out string value)
    {
        foreach (var candidate in routes)
        {
            if (string.Equals(candidate.Method, method, StringComparison.Ordinal) && candidate.Path.TryMatch(segments, out value))
            {
                route = candidate;
                return true;
            }
        }

        route = null!;
        value = "";
        return false;
    }
}
