using System.Net;
using System.Text;
using Davit.Engine.Containers;
using Davit.Engine.Specs;
using Davit.Network;
using Davit.Storage.Host;

namespace Davit.Engine.Files;

/// <summary>The files of a container that name it and others: <c>hostname</c>, <c>hosts</c>, <c>resolv.conf</c>. Made anew at each start.</summary>
internal sealed class NetworkFiles(EngineCore core)
{
    private const string Localhost = """
        127.0.0.1	localhost
        ::1	localhost ip6-localhost ip6-loopback
        fe00::	ip6-localnet
        ff00::	ip6-mcastprefix
        ff02::1	ip6-allnodes
        ff02::2	ip6-allrouters

        """;

    /// <summary>Writes the files of a container that has its own; one in another's network uses the other's.</summary>
    public void Write(ContainerRecord record, NetworkState network, IReadOnlyList<ExtraHost> links)
    {
        if (ModeParser.IsContainer(record.HostConfig.NetworkMode))
        {
            return;
        }

        Put(record.HostnamePath, ContainerNaming.HostnameOf(record) + "\n");
        Put(record.HostsPath, Hosts(record, network, links));
        Put(record.ResolvConfPath, ResolvConf(record));
    }

    internal static string Build(ContainerRecord record, NetworkState network, IReadOnlyList<ExtraHost> links, string start, Func<string, string> addressOf)
    {
        var hosts = new StringBuilder(start);
        foreach (var text in record.HostConfig.ExtraHosts ?? [])
        {
            if (ExtraHost.TryParse(text, out var host, out _))
            {
                Append(hosts, host.Address == ExtraHost.Gateway ? addressOf(host.Address) : host.Address, host.Name);
            }
        }

        foreach (var link in links)
        {
            Append(hosts, link.Address, link.Name);
        }

        var names = record.Config.Domainname.Length > 0
            ? $"{record.Config.Hostname}.{record.Config.Domainname} {record.Config.Hostname}"
            : record.Config.Hostname;
        foreach (var endpoint in network.Networks.Values)
        {
            Append(hosts, endpoint.IpAddress, names);
            Append(hosts, endpoint.GlobalIpv6Address, names);
        }

        return hosts.ToString();
    }

    private string Hosts(ContainerRecord record, NetworkState network, IReadOnlyList<ExtraHost> links) =>
        Build(record, network, links, ModeParser.IsHost(record.HostConfig.NetworkMode) ? HostFile() : Localhost, _ => GatewayAddress(network));

    private string ResolvConf(ContainerRecord record)
    {
        var host = record.HostConfig;
        return core.Network.BuildResolvConf(
            new ResolvConfOptions
            {
                Servers = host.Dns is { Count: > 0 } servers ? servers : core.Options.Dns,
                Search = host.DnsSearch is { Count: > 0 } search ? search : core.Options.DnsSearch,
                Options = host.DnsOptions is { Count: > 0 } options ? options : core.Options.DnsOptions,
            },
            ModeParser.IsHost(host.NetworkMode));
    }

    private string GatewayAddress(NetworkState network)
    {
        if (core.Options.HostGatewayAddress is { } configured)
        {
            return configured.ToString();
        }

        var own = network.Networks.Values.Select(endpoint => endpoint.Gateway).FirstOrDefault(gateway => gateway.Length > 0);
        return own ?? core.Network.Inspect("bridge")?.Subnets.Select(subnet => subnet.Gateway).FirstOrDefault(gateway => gateway is not null)
            ?? IPAddress.Loopback.ToString();
    }

    private static string HostFile() => HostFactsReader.Text("/etc/hosts") is { Length: > 0 } text ? text + "\n" : Localhost;

    private static void Append(StringBuilder hosts, string address, string names)
    {
        if (address.Length > 0 && names.Length > 0)
        {
            hosts.Append(address).Append('\t').Append(names).Append('\n');
        }
    }

    private static void Put(string path, string content) =>
        PartErrors.Guard(() =>
        {
            DocumentFile.Overwrite(path, Encoding.UTF8.GetBytes(content));
            return true;
        });
}
