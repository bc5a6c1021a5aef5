using System.Net;
using Davit.Registry.Hosts;

namespace Davit.Registry.Http;

/// <summary>
/// Where a redirection may lead. At most <see cref="Limit"/> in a row, never twice to the same address, never from https to http. What
/// carries a body goes on only if the method stays the same (307, 308), and a body that is a secret goes nowhere else. Authorization is
/// for one origin: it is left out from the first redirection that leads away, and does not come back (<see cref="HttpSender"/>).
/// </summary>
internal static class RedirectRules
{
    public const int Limit = 5;

    public static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    /// <summary>The next address.</summary>
    public static Uri Next(RegistryRequest request, Uri from, HttpStatusCode status, string? location, IReadOnlyCollection<Uri> visited)
    {
        if (string.IsNullOrEmpty(location) || !Uri.TryCreate(from, location, out var next) || !IsWeb(next))
        {
            throw Refused(from, "without a usable address");
        }

        if (from.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps)
        {
            throw Refused(from, $"from https to {Text.Address(next)}");
        }

        if (visited.Contains(next))
        {
            throw Refused(from, $"in a circle, to {Text.Address(next)}");
        }

        if (visited.Count > Limit)
        {
            throw Refused(from, $"more than {Limit} times");
        }

        if (request.Content is not null && ((int)status is not (307 or 308) || (request.IsSecret && Origin.Of(from) != Origin.Of(next))))
        {
            throw Refused(from, $"a request that it should answer itself, to {Text.Address(next)}");
        }

        return next;
    }

    public static bool IsWeb(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && address.UserInfo.Length == 0;

    private static RegistryException Refused(Uri from, string how) =>
        new(RegistryErrorKind.Protocol, $"{from.Authority} redirects {how}");
}
