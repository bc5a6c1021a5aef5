using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Davit.Linux;
using Davit.Network.Ipam;
using Davit.Network.Netlink;
using Davit.Network.Nftables;
using Davit.Network.Sandbox;

namespace Davit.Network.Drivers;

/// <summary>A network that is a bridge of the host: containers are its ports, the bridge's own address is their gateway.</summary>
internal sealed class BridgeDriver(NetworkRecord record, BridgeConfig config) : INetworkDriver
{
    private const string ContainerLink = "eth0";

    private BridgeState? _state;

    public NetworkRecord Record { get; private set; } = record;

    public IReadOnlyList<FirewallBridge> Firewall => [.. State.Subnets.Select(subnet => new FirewallBridge
    {
        Name = config.LinkName,
        Subnet = subnet.Subnet,
        Address = subnet.Address,
        Masquerade = config.Masquerade,
        InterContainerCommunication = config.InterContainerCommunication,
    })];

    private BridgeState State => _state ?? throw new InvalidOperationException("the bridge was not started");

    public void EnsureExists(RouteClient routes)
    {
        var link = new BridgeLink(config, routes);
        var chosen = link.Ensure(Record.Subnets.Count > 0 ? Record.Subnets[0] : null);
        var pool = new AddressPool(chosen.Subnet, config.Range);
        pool.TryTake(chosen.Address);
        if (config.Gateway is not null)
        {
            pool.TryTake(config.Gateway);
        }

        var poolV6 = config.SubnetV6 is { } subnetV6 ? new AddressPool(subnetV6) : null;
        var gatewayV6 = config.SubnetV6 is { } v6 ? Subnets.At(v6, 1) : null;
        if (gatewayV6 is not null)
        {
            poolV6!.TryTake(gatewayV6);
        }

        _state = new BridgeState(
            chosen.LinkIndex, chosen.Mtu, chosen.Subnet, chosen.Address, config.Gateway ?? chosen.Address, pool, config.SubnetV6, gatewayV6, poolV6);
        Record = Describe();
    }

    public Attachment Reserve(AttachRequest request, Attachment draft)
    {
        var state = State;
        var mac = Mac(request);
        var address = Take(state.Pool, request.Address is { AddressFamily: AddressFamily.InterNetwork } wanted ? wanted : null);
        try
        {
            if (request.Address is { AddressFamily: AddressFamily.InterNetworkV6 } && state.PoolV6 is null)
            {
                throw new NetworkException(NetworkFailure.InvalidRequest, $"network {Record.Name} has no IPv6 addresses");
            }

            var addressV6 = state.PoolV6 is null
                ? null
                : Take(state.PoolV6, request.Address is { AddressFamily: AddressFamily.InterNetworkV6 } v6 ? v6 : null);
            return draft with
            {
                Interface = ContainerLink,
                Address = address,
                PrefixLength = state.Subnet.PrefixLength,
                Gateway = state.Gateway,
                MacAddress = MacAddress.Format(mac ?? MacAddress.From(address)),
                AddressV6 = addressV6,
                PrefixLengthV6 = state.SubnetV6?.PrefixLength ?? 0,
                GatewayV6 = state.GatewayV6,
            };
        }
        catch
        {
            state.Pool.Release(address);
            throw;
        }
    }

    public void Adopt(Attachment attachment)
    {
        // After a change of the bridge's subnet, running containers keep addresses that are no longer of it.
        if (attachment.Address is { } address && State.Subnet.Contains(address))
        {
            State.Pool.TryTake(address);
        }

        if (attachment.AddressV6 is { } v6 && State.SubnetV6 is { } subnet && subnet.Contains(v6))
        {
            State.PoolV6!.TryTake(v6);
        }
    }

    public void Release(Attachment attachment)
    {
        if (attachment.Address is { } address)
        {
            State.Pool.Release(address);
        }

        if (attachment.AddressV6 is { } v6)
        {
            State.PoolV6?.Release(v6);
        }
    }

    public SandboxLink? LinkOf(Attachment attachment, string hostLink)
    {
        if (!MacAddress.TryParse(attachment.MacAddress, out var mac))
        {
            throw new NetworkException(NetworkFailure.InvalidRequest, $"{attachment.MacAddress} is not a valid mac address");
        }

        return new SandboxLink
        {
            HostName = hostLink,
            BridgeIndex = State.LinkIndex,
            Name = attachment.Interface,
            Mac = mac,
            Mtu = State.Mtu,
            Isolated = !config.InterContainerCommunication,
            Address = attachment.Address!,
            PrefixLength = attachment.PrefixLength,
            Gateway = attachment.Gateway,
            AddressV6 = attachment.AddressV6,
            PrefixLengthV6 = attachment.PrefixLengthV6,
            GatewayV6 = attachment.GatewayV6,
        };
    }

    private static byte[]? Mac(AttachRequest request) => request.MacAddress switch
    {
        null or "" => null,
        var text => MacAddress.TryParse(text, out var bytes)
            ? bytes
            : throw new NetworkException(NetworkFailure.InvalidRequest, $"{text} is not a valid mac address"),
    };

    private static IPAddress Take(AddressPool pool, IPAddress? wanted)
    {
        if (wanted is null)
        {
            return pool.Take();
        }

        pool.Take(wanted);
        return wanted;
    }

    /// <summary>The record in docker's words.</summary>
    private NetworkRecord Describe()
    {
        var subnets = new List<SubnetRecord>
        {
            new()
            {
                Subnet = State.Subnet.ToString(),
                Gateway = State.Address.ToString(),
                IpRange = config.Range?.ToString(),
            },
        };
        if (State.SubnetV6 is { } v6)
        {
            subnets.Add(new SubnetRecord { Subnet = v6.ToString(), Gateway = State.GatewayV6!.ToString() });
        }

        return Record with
        {
            Subnets = subnets,
            EnableIPv6 = State.SubnetV6 is not null,
            Options = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["com.docker.network.bridge.default_bridge"] = "true",
                ["com.docker.network.bridge.enable_icc"] = config.InterContainerCommunication ? "true" : "false",
                ["com.docker.network.bridge.enable_ip_masquerade"] = config.Masquerade ? "true" : "false",
                ["com.docker.network.bridge.host_binding_ipv4"] = config.HostBinding.ToString(),
                ["com.docker.network.bridge.name"] = config.LinkName,
                ["com.docker.network.driver.mtu"] = State.Mtu.ToString(CultureInfo.InvariantCulture),
            },
        };
    }
}
