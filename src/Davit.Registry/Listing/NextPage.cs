using Davit.Registry.Hosts;
using Davit.Registry.Http;

namespace Davit.Registry.Listing;

/// <summary>Where a list goes on (RFC 8288, <c>Link: &lt;…&gt;; rel="next"</c>).</summary>
internal static class NextPage
{
    /// <summary>Null: this was the last one. A list goes on where it began, and nowhere else.</summary>
    public static Uri? Of(RegistryAnswer answer, RegistryEndpoint endpoint)
    {
        foreach (var link in answer.HeaderValues("Link").SelectMany(Split))
        {
            var end = link.IndexOf('>', StringComparison.Ordinal);
            if (!link.StartsWith('<') || end < 0 || !IsNext(link[(end + 1)..]))
            {
                continue;
            }

            return Uri.TryCreate(answer.Address, link[1..end], out var next) && Origin.Of(next) == endpoint.Origin
                ? next
                : throw new RegistryException(RegistryErrorKind.Protocol, $"{endpoint.Name} continues a list elsewhere: {Text.Clean(link[1..end])}");
        }

        return null;
    }

    /// <summary>Several links in one header; a comma inside of the angle brackets is part of the address.</summary>
    private static IEnumerable<string> Split(string header)
    {
        for (var start = header.IndexOf('<', StringComparison.Ordinal); start >= 0;)
        {
            var end = header.IndexOf('>', start);
            var next = end < 0 ? -1 : header.IndexOf('<', end);
            yield return (next < 0 ? header[start..] : header[start..next]).TrimEnd(' ', ',');
            start = next;
        }
    }

    private static bool IsNext(string parameters) => parameters.Split(';', StringSplitOptions.TrimEntries)
        .Any(parameter => parameter.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() is "rel=next" or "rel=\"next\"");
}
