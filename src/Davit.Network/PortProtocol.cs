namespace Davit.Network;

/// <summary>Transport protocols that can be published; values are the IP protocol numbers.</summary>
public enum PortProtocol
{
    Tcp = 6,
    Udp = 17,
    Sctp = 132,
}
