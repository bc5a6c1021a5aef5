using System.Net;
using System.Net.Sockets;

namespace Davit.Network.Ports;

/// <summary>
/// One host port held for one container: a socket that keeps other programs off, and the forwarder behind it. The kernel normally
/// translates before a packet gets here; what does get here (no firewall, IPv6 to an IPv4 container, a firewall just flushed) is
/// forwarded. Disposing gives the port back and ends its connections.
/// </summary>
internal sealed class HostPort : IDisposable
{
    private readonly IDisposable? _socket;

    private HostPort(PortBinding binding, IDisposable? socket, IPortForwarder? forwarder)
    {
        Binding = binding;
        _socket = socket;
        Forwarder = forwarder;
    }

    public PortBinding Binding { get; }

    /// <summary>Null where nothing can be forwarded in process (SCTP, or the port could not be bound).</summary>
    public IPortForwarder? Forwarder { get; }

    /// <summary>Binds the port. Forwarding begins with <see cref="Forward"/>.</summary>
    /// <exception cref="SocketException">Another program has it, or the address is not this host's.</exception>
    public static HostPort Bind(PortBinding binding) => binding.Protocol switch
    {
        PortProtocol.Tcp => WithForwarder(binding, new TcpForwarder(binding.HostAddress, binding.HostPort)),
        PortProtocol.Udp => WithForwarder(binding, new UdpForwarder(binding.HostAddress, binding.HostPort)),
        _ => new HostPort(binding, SctpReservation.Bind(binding.HostAddress, binding.HostPort), null),
    };

    /// <summary>A port that works in the kernel, while its socket cannot be had: somebody took it while no daemon ran.</summary>
    public static HostPort Unreserved(PortBinding binding) => new(binding, null, null);

    /// <summary>Connections that reach the socket go to the container from now on.</summary>
    public void Forward(IPAddress container) => Forwarder?.Start(new IPEndPoint(container, Binding.ContainerPort));

    public void Dispose() => _socket?.Dispose();

    private static HostPort WithForwarder(PortBinding binding, IPortForwarder forwarder) => new(binding, forwarder, forwarder);
}
