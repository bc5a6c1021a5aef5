using System.Net;

namespace Davit.Network.Netlink;

/// <summary>An address of a link of this host.</summary>
internal sealed record AddressInfo(int LinkIndex, IPAddress Address, int PrefixLength);
