using System.Net;

namespace Davit.Registry.Hosts;

/// <summary>User and password from a proxy's address, for that proxy only.</summary>
internal sealed class ProxyCredentials(IEnumerable<Uri> proxies) : ICredentials
{
    private readonly Dictionary<Origin, NetworkCredential> known = proxies
        .Where(proxy => proxy.UserInfo.Length > 0)
        .GroupBy(Origin.Of)
        .ToDictionary(group => group.Key, group => Parse(group.First().UserInfo));

    public NetworkCredential? GetCredential(Uri uri, string authType) => known.GetValueOrDefault(Origin.Of(uri));

    private static NetworkCredential Parse(string userInfo)
    {
        var parts = userInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
