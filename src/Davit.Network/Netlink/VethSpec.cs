namespace Davit.Network.Netlink;

/// <summary>A pair of links: one end in the host as a port of a bridge, its peer under its final name in another namespace.</summary>
/// <param name="Isolated">The port exchanges no frames with other isolated ports.</param>
/// <param name="Namespace">The number of the descriptor of the peer's network namespace in this process.</param>
internal sealed record VethSpec(string HostName, int BridgeIndex, string PeerName, byte[] PeerMac, int Mtu, bool Isolated, int Namespace);
