using System.Net;
using System.Net.Sockets;

namespace Davit.Registry.Hosts;

/// <summary>
/// Which registries need no certificate. Names are compared literally, with and without the port; a name is looked up only for networks
/// that somebody configured, so that an answer of a name server alone never takes the protection away.
/// </summary>
internal sealed class InsecureHosts
{
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IPNetwork> networks = [];

    public InsecureHosts(IReadOnlyList<string> entries)
    {
        foreach (var entry in entries.Select(WithoutScheme))
        {
            if (AddressNetwork.TryParse(entry, out var network))
            {
                networks.Add(network);
            }
            else
            {
                names.Add(entry);
            }
        }
    }

    /// <summary>localhost, 127.0.0.0/8, ::1.</summary>
    public static bool IsLoopback(Uri address) =>
        address.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.IdnHost, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Whether the administrator listed it, by name or literal address.</summary>
    public bool Lists(Uri address) =>
        names.Contains(address.Authority) || names.Contains(address.Host) || names.Contains($"{address.Host}:{address.Port}")
        || (IPAddress.TryParse(address.IdnHost, out var ip) && IsInNetworks(ip));

    /// <summary>Whether the administrator listed it, or a network that its name resolves to.</summary>
    public async Task<bool> ListsAsync(Uri address, CancellationToken cancellation)
    {
        if (Lists(address))
        {
            return true;
        }

        if (networks.Count == 0 || address.HostNameType != UriHostNameType.Dns)
        {
            return false;
        }

        try
        {
            return (await Dns.GetHostAddressesAsync(address.IdnHost, cancellation)).Any(IsInNetworks);
        }
        catch (SocketException)
        {
            return false; // the request itself will say that there is no such host
        }
    }

    /// <summary>docker takes such an entry, too.</summary>
    private static string WithoutScheme(string entry) =>
        entry.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? entry[(scheme + 3)..].TrimEnd('/') : entry;

    private bool IsInNetworks(IPAddress address) => networks.Any(network => AddressNetwork.Covers(network, address));
}
