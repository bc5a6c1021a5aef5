using System.Net;
using System.Net.Sockets;
using Davit.Network.Nftables;

namespace Davit.Network.Ports;

/// <summary>Which bindings the kernel can translate: those where the container has an address of the host address's family.</summary>
internal static class FirewallPorts
{
    public static IEnumerable<FirewallPort> From(Attachment attachment)
    {
        foreach (var binding in attachment.Ports)
        {
            var v6 = binding.HostAddress.AddressFamily == AddressFamily.InterNetworkV6;
            var container = v6 ? attachment.AddressV6 : attachment.Address;
            if (container is not null && !binding.HostAddress.Equals(IPAddress.IPv6Loopback))
            {
                yield return new FirewallPort(
                    binding.Protocol, binding.HostAddress, binding.HostPort, container, binding.ContainerPort, Short(attachment.ContainerId));
            }
        }
    }

    private static string Short(string containerId) => containerId.Length > 12 ? containerId[..12] : containerId;
}
