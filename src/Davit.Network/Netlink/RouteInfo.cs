using System.Net;

namespace Davit.Network.Netlink;

/// <summary>A unicast route of the main table.</summary>
/// <param name="LinkIndex">The link it leaves by, or 0.</param>
internal sealed record RouteInfo(IPAddress Destination, int PrefixLength, int LinkIndex);
