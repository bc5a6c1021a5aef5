using System.Net;

namespace Davit.Network.Drivers;

/// <summary>What the link of a bridge came out as.</summary>
internal sealed record BridgeAddress(int LinkIndex, int Mtu, IPAddress Address, IPNetwork Subnet);
