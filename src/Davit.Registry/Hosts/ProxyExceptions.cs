using System.Globalization;
using System.Net;

namespace Davit.Registry.Hosts;

/// <summary>The entries of NO_PROXY.</summary>
internal sealed class ProxyExceptions
{
    private readonly List<Func<string, IPAddress?, int, bool>> rules = [];

    public ProxyExceptions(string list)
    {
        foreach (var entry in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            rules.Add(Rule(entry.ToLowerInvariant()));
        }
    }

    public bool Cover(Uri address)
    {
        var host = address.IdnHost.ToLowerInvariant().TrimEnd('.');
        var ip = IPAddress.TryParse(host, out var parsed) ? parsed : null;
        return rules.Any(rule => rule(host, ip, address.Port));
    }

    private static Func<string, IPAddress?, int, bool> Rule(string entry)
    {
        if (entry == "*")
        {
            return (_, _, _) => true;
        }

        if (AddressNetwork.TryParse(entry, out var network))
        {
            return (_, ip, _) => ip is not null && AddressNetwork.Covers(network, ip);
        }

        var (host, port) = SplitPort(entry);
        if (IPAddress.TryParse(host, out var address))
        {
            return (_, ip, actual) => address.Equals(ip) && Fits(port, actual);
        }

        // "*.example.com" and ".example.com" are what lies below; "example.com" is that and itself.
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[1..] : host;
        return name.StartsWith('.')
            ? (actual, _, actualPort) => actual.EndsWith(name, StringComparison.Ordinal) && Fits(port, actualPort)
            : (actual, _, actualPort) => (actual == name || actual.EndsWith("." + name, StringComparison.Ordinal)) && Fits(port, actualPort);
    }

    private static bool Fits(int? wanted, int actual) => wanted is null || wanted == actual;

    private static (string Host, int? Port) SplitPort(string entry)
    {
        if (IPAddress.TryParse(entry, out _) && !entry.StartsWith('['))
        {
            return (entry, null);
        }

        var colon = entry.LastIndexOf(':');
        return colon > entry.LastIndexOf(']') && int.TryParse(entry.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (entry[..colon].Trim('[', ']'), port)
            : (entry.Trim('[', ']'), null);
    }
}
