using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Davit.Network.Dns;

/// <summary>Builds a container's resolv.conf(5). Pure.</summary>
internal static class ResolvConf
{
    /// <summary>Google's, as docker has it: where the host has no resolver that a container could reach.</summary>
    private static readonly string[] FallbackServers = ["8.8.8.8", "8.8.4.4"];

    /// <param name="host">The host's file.</param>
    /// <param name="options">What the user asked for; each non-empty list replaces the host's.</param>
    /// <param name="keepLoopback">The container shares the host's network, so that loopback resolvers work.</param>
    /// <param name="substitute">An address at which a container reaches the host's loopback resolver, or null.</param>
    public static string Build(string host, ResolvConfOptions options, bool keepLoopback, IPAddress? substitute = null)
    {
        var parsed = Parse(host);
        var servers = options.Servers;
        if (servers.Count == 0)
        {
            servers = keepLoopback ? parsed.Servers : Reachable(parsed.Servers);
            if (servers.Count == 0)
            {
                servers = substitute is null ? FallbackServers : [substitute.ToString()];
            }
        }

        var text = new StringBuilder();
        foreach (var server in servers)
        {
            text.Append("nameserver ").Append(server).Append('\n');
        }

        var search = options.Search.Count > 0 ? options.Search : parsed.Search;
        if (search is not (["."] or []))
        {
            text.Append("search ").AppendJoin(' ', search).Append('\n');
        }

        var settings = options.Options.Count > 0 ? options.Options : parsed.Options;
        if (settings.Count > 0)
        {
            text.Append("options ").AppendJoin(' ', settings).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Whether the file names a resolver beyond the host's loopback.</summary>
    public static bool HasReachable(string host) => Reachable(Parse(host).Servers).Count > 0;

    /// <summary>The IPv4 loopback resolver that is the host's only way to names, or null when there is another or none.</summary>
    public static IPAddress? LoopbackServer(string host) => HasReachable(host)
        ? null
        : Parse(host).Servers
            .Select(server => IPAddress.TryParse(server, out var address) ? address : null)
            .FirstOrDefault(address => address is { AddressFamily: AddressFamily.InterNetwork } && IPAddress.IsLoopback(address));

    /// <summary>Loopback resolvers and those that are reached by a link of the host (fe80::1%eth0) are no use in a container.</summary>
    private static List<string> Reachable(IReadOnlyList<string> servers) =>
        [.. servers.Where(server => IPAddress.TryParse(server, out var address)
            && !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal && !address.Equals(IPAddress.Any))];

    private static ResolvConfOptions Parse(string text)
    {
        List<string> servers = [], options = [];
        IReadOnlyList<string> search = [];
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case ["nameserver", var server, ..]:
                    servers.Add(server);
                    break;
                case ["search" or "domain", ..]:
                    search = words[1..]; // the last one counts, resolv.conf(5)
                    break;
                case ["options", ..]:
                    options.AddRange(words[1..]);
                    break;
            }
        }

        return new ResolvConfOptions { Servers = servers, Search = search, Options = options };
    }
}
