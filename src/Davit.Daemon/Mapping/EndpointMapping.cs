using Davit.Engine.Containers;
using Wire = Davit.Api.Containers;

namespace Davit.Daemon.Mapping;

/// <summary>A container's place in a network: asked for, and had.</summary>
internal static class EndpointMapping
{
    public static NetworkingConfig ToEngine(Wire.NetworkingConfig? wire) => new()
    {
        Endpoints = (wire?.EndpointsConfig ?? new Dictionary<string, Wire.EndpointSettings?>())
            .ToDictionary(endpoint => endpoint.Key, endpoint => ToEngine(endpoint.Value ?? new Wire.EndpointSettings()), StringComparer.Ordinal),
    };

    public static EndpointConfig ToEngine(Wire.EndpointSettings wire) => new()
    {
        HasIpam = wire.IPAMConfig is not null,
        Ipv4Address = wire.IPAMConfig?.IPv4Address ?? "",
        Ipv6Address = wire.IPAMConfig?.IPv6Address ?? "",
        LinkLocalIps = wire.IPAMConfig?.LinkLocalIPs,
        Links = wire.Links,
        Aliases = wire.Aliases,
        MacAddress = wire.MacAddress,
        DriverOpts = wire.DriverOpts,
        GwPriority = wire.GwPriority,
    };

    public static Wire.EndpointSettings ToWire(EndpointState endpoint) => new()
    {
        IPAMConfig = endpoint.Config.HasIpam ? new Wire.EndpointIpamConfig
        {
            IPv4Address = Text.OrNull(endpoint.Config.Ipv4Address),
            IPv6Address = Text.OrNull(endpoint.Config.Ipv6Address),
            LinkLocalIPs = endpoint.Config.LinkLocalIps,
        } : null,
        Links = endpoint.Config.Links,
        Aliases = endpoint.Config.Aliases,
        MacAddress = endpoint.MacAddress,
        DriverOpts = endpoint.Config.DriverOpts,
        GwPriority = endpoint.Config.GwPriority,
        NetworkID = endpoint.NetworkId,
        EndpointID = endpoint.EndpointId,
        Gateway = endpoint.Gateway,
        IPAddress = endpoint.IpAddress,
        IPPrefixLen = endpoint.IpPrefixLength,
        IPv6Gateway = endpoint.Ipv6Gateway,
        GlobalIPv6Address = endpoint.GlobalIpv6Address,
        GlobalIPv6PrefixLen = endpoint.GlobalIpv6PrefixLength,
        DNSNames = endpoint.DnsNames,
    };

    public static IReadOnlyDictionary<string, Wire.EndpointSettings> ToWire(NetworkState network) =>
        network.Networks.ToDictionary(endpoint => endpoint.Key, endpoint => ToWire(endpoint.Value), StringComparer.Ordinal);
}
