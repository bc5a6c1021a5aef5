using System.Globalization;
using Davit.Engine.Filtering;
using Davit.Registry;

namespace Davit.Engine.Registries;

/// <summary>Reads what <c>docker search</c> was given.</summary>
internal static class SearchTerms
{
    /// <summary><c>[HOST/]TERM</c>: the first part is a host if it looks like one, as in an image's name.</summary>
    public static SearchQuery Parse(string term)
    {
        if (term.Contains("://", StringComparison.Ordinal))
        {
            throw EngineException.Invalid("invalid repository name: repository name (" + term + ") should not have a scheme");
        }

        var slash = term.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : term[..slash];
        return first.AsSpan().IndexOfAny('.', ':') >= 0 || first == "localhost"
            ? new SearchQuery { Host = first is "index.docker.io" ? "docker.io" : first, Term = term[(slash + 1)..] }
            : new SearchQuery { Term = term };
    }

    /// <summary>The most stars that a filter asks for.</summary>
    public static int Stars(Filters filters)
    {
        var most = 0;
        foreach (var text in filters.Get("stars"))
        {
            most = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var stars)
                ? Math.Max(most, stars)
                : throw EngineException.Invalid($"invalid filter 'stars={text}'");
        }

        return most;
    }
}
