using Davit.Engine.Networks;
using Wire = Davit.Api.Networks;

namespace Davit.Daemon.Mapping;

/// <summary>Networks; only inspect shows their containers.</summary>
internal static class NetworkMapping
{
    public static Wire.NetworkInspect ToWire(NetworkSummary network, bool containers) => new()
    {
        Name = network.Name,
        Id = network.Id,
        Created = GoTime.Format(network.Created),
        Scope = network.Scope,
        Driver = network.Driver,
        EnableIPv4 = network.EnableIpv4,
        EnableIPv6 = network.EnableIpv6,
        IPAM = new Wire.Ipam { Driver = "default", Config = [.. network.Ipam.Select(ToWire)] },
        Internal = network.Internal,
        Containers = containers
            ? network.Containers.ToDictionary(member => member.Key, member => ToWire(member.Value), StringComparer.Ordinal)
            : System.Collections.Immutable.ImmutableDictionary<string, Wire.NetworkContainer>.Empty,
        Options = network.Options,
        Labels = network.Labels,
    };

    private static Wire.IpamConfig ToWire(NetworkPool pool) =>
        new() { Subnet = pool.Subnet, IPRange = Text.OrNull(pool.IpRange), Gateway = Text.OrNull(pool.Gateway) };

    private static Wire.NetworkContainer ToWire(NetworkMember member) => new()
    {
        Name = member.Name,
        EndpointID = member.EndpointId,
        MacAddress = member.MacAddress,
        IPv4Address = member.Ipv4Address,
        IPv6Address = member.Ipv6Address,
    };
}
