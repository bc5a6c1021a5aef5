using System.Net;

namespace Davit.Network.Nftables;

/// <summary>A published port: connections to the host's side go to the container's. Both addresses are of one family.</summary>
/// <param name="HostAddress">One address of the host, or the unspecified address for all.</param>
/// <param name="Comment">Whose it is.</param>
internal sealed record FirewallPort(
    PortProtocol Protocol, IPAddress HostAddress, ushort HostPort, IPAddress ContainerAddress, ushort ContainerPort, string Comment)
{
    public bool IsAnywhere => HostAddress.Equals(IPAddress.Any) || HostAddress.Equals(IPAddress.IPv6Any);

    public NftElement ToElement()
    {
        byte[] protocol = [(byte)Protocol, 0, 0, 0];
        byte[] key = IsAnywhere
            ? [.. protocol, .. Port(HostPort)]
            : [.. protocol, .. HostAddress.GetAddressBytes(), .. Port(HostPort)];
        return new NftElement(key, [.. ContainerAddress.GetAddressBytes(), .. Port(ContainerPort)], Comment);
    }

    private static byte[] Port(ushort port) => [(byte)(port >> 8), (byte)port, 0, 0];
}
