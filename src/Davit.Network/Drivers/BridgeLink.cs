using System.Net;
using System.Net.Sockets;
using Davit.Linux;
using Davit.Network.Ipam;
using Davit.Network.Netlink;

namespace Davit.Network.Drivers;

/// <summary>Makes the link of a bridge as it should be: existence, address, size, switches. Repeatable; changes only what differs.</summary>
internal sealed class BridgeLink(BridgeConfig config, RouteClient routes)
{
    private const int DefaultMtu = 1500;

    /// <param name="known">The subnet it had last time, kept while nothing else on the host claims it.</param>
    public BridgeAddress Ensure(SubnetRecord? known)
    {
        var links = routes.Links();
        var addresses = routes.Addresses(AddressFamily.InterNetwork);
        var link = links.FirstOrDefault(candidate => candidate.Name == config.LinkName);
        if (link is not null && link.Kind != "bridge")
        {
            throw new NetworkException(
                NetworkFailure.InvalidRequest, $"link {config.LinkName} exists and is no bridge; give the daemon another one with --bridge");
        }

        return config.Foreign ? UseForeign(link, addresses) : EnsureOwn(link, links, addresses, known);
    }

    private BridgeAddress UseForeign(LinkInfo? link, IReadOnlyList<AddressInfo> addresses)
    {
        if (link is null)
        {
            throw new NetworkException(
                NetworkFailure.InvalidRequest, $"--bridge: bridge {config.LinkName} does not exist; make it or leave the option out");
        }

        var address = addresses.FirstOrDefault(address => address.LinkIndex == link.Index)
            ?? throw new NetworkException(
                NetworkFailure.InvalidRequest, $"--bridge: bridge {config.LinkName} has no IPv4 address to be the containers' gateway");
        if (!link.IsUp)
        {
            routes.SetUp(link.Index);
        }

        SetSwitches();
        var subnet = new IPNetwork(Subnets.Base(address.Address, address.PrefixLength), address.PrefixLength);
        return new BridgeAddress(link.Index, link.Mtu, address.Address, subnet);
    }

    private BridgeAddress EnsureOwn(
        LinkInfo? link, IReadOnlyList<LinkInfo> links, IReadOnlyList<AddressInfo> addresses, SubnetRecord? known)
    {
        var table = routes.Routes(AddressFamily.InterNetwork);
        var mtu = config.Mtu > 0 ? config.Mtu : MtuOfDefaultRoute(table, links);
        var (address, subnet) = config.Fixed ?? Choose(link?.Index ?? -1, table, addresses, known);
        var index = EnsureLink(link, mtu);
        SetAddresses(index, addresses, new AddressInfo(index, address, subnet.PrefixLength));
        SetSwitches();
        if (config.SubnetV6 is { } v6)
        {
            routes.AddAddress(new AddressInfo(index, Subnets.At(v6, 1), v6.PrefixLength));
        }

        return new BridgeAddress(index, mtu, address, subnet);
    }

    private (IPAddress Address, IPNetwork Subnet) Choose(
        int ownIndex, IReadOnlyList<RouteInfo> table, IReadOnlyList<AddressInfo> addresses, SubnetRecord? known)
    {
        IReadOnlyList<IPNetwork> taken =
        [
            .. table.Where(route => route.LinkIndex != ownIndex).Select(route => new IPNetwork(route.Destination, route.PrefixLength)),
            .. addresses.Where(address => address.LinkIndex != ownIndex)
                .Select(address => new IPNetwork(Subnets.Base(address.Address, address.PrefixLength), address.PrefixLength)),
        ];
        if (known is { Gateway: { } gateway }
            && IPNetwork.TryParse(known.Subnet, out var last)
            && IPAddress.TryParse(gateway, out var address)
            && !taken.Any(network => network.PrefixLength > 0 && Subnets.Overlap(network, last)))
        {
            return (address, last);
        }

        var subnet = SubnetChooser.Choose(config.Pools, taken);
        return (Subnets.At(subnet, 1), subnet);
    }

    private int EnsureLink(LinkInfo? link, int mtu)
    {
        if (link is null)
        {
            routes.AddBridge(config.LinkName, config.Mac, mtu);
            return routes.FindIndex(config.LinkName);
        }

        if (link.Mtu != mtu)
        {
            routes.SetMtu(link.Index, mtu);
        }

        if (!link.IsUp)
        {
            routes.SetUp(link.Index);
        }

        return link.Index;
    }

    private void SetAddresses(int index, IReadOnlyList<AddressInfo> addresses, AddressInfo wanted)
    {
        foreach (var stale in addresses.Where(address => address.LinkIndex == index && address != wanted))
        {
            routes.RemoveAddress(stale);
        }

        if (!addresses.Contains(wanted))
        {
            routes.AddAddress(wanted);
        }
    }

    private void SetSwitches()
    {
        try
        {
            if (config.TranslateLoopback)
            {
                // Packets from 127.0.0.1 may leave by the bridge once their destination was translated (ip-sysctl, route_localnet);
                // the firewall's chain "guard" keeps the containers from using the same door inwards.
                KernelSetting.Write($"/proc/sys/net/ipv4/conf/{config.LinkName}/route_localnet", "1");
            }

            // A container may not advertise routes to the host (CVE-2020-13401), nor reach it by IPv6 where the network has none.
            KernelSetting.Write($"/proc/sys/net/ipv6/conf/{config.LinkName}/accept_ra", "0");
            if (!config.Foreign)
            {
                KernelSetting.Write(
                    $"/proc/sys/net/ipv6/conf/{config.LinkName}/disable_ipv6", config.SubnetV6 is null ? "1" : "0");
            }
        }
        catch (LinuxException e)
        {
            throw new NetworkException(NetworkFailure.System, $"cannot set up bridge {config.LinkName}: {e.Message}", e);
        }
    }

    private static int MtuOfDefaultRoute(IReadOnlyList<RouteInfo> table, IReadOnlyList<LinkInfo> links)
    {
        var route = table.FirstOrDefault(route => route.PrefixLength == 0);
        return links.FirstOrDefault(link => link.Index == route?.LinkIndex)?.Mtu ?? DefaultMtu;
    }
}
