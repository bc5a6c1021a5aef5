using System.Net;
using Davit.Network.Ipam;

namespace Davit.Network.Drivers;

/// <summary>A bridge as it is in the kernel now, and who has which of its addresses.</summary>
internal sealed record BridgeState(
    int LinkIndex,
    int Mtu,
    IPNetwork Subnet,
    IPAddress Address,
    IPAddress Gateway,
    AddressPool Pool,
    IPNetwork? SubnetV6,
    IPAddress? GatewayV6,
    AddressPool? PoolV6)
{
    public IReadOnlyList<(IPNetwork Subnet, IPAddress Address)> Subnets =>
        SubnetV6 is { } v6 ? [(Subnet, Address), (v6, GatewayV6!)] : [(Subnet, Address)];
}
