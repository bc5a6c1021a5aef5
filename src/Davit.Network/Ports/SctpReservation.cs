using System.Net;
using System.Net.Sockets;
using Davit.Linux;
using Davit.Linux.Sockets;

namespace Davit.Network.Ports;

/// <summary>Keeps an SCTP port of the host. Packets are translated by the kernel alone.</summary>
internal static class SctpReservation
{
    /// <exception cref="NetworkException">The kernel has no SCTP.</exception>
    /// <exception cref="SocketException">The port is taken, or the address is not this host's.</exception>
    public static IDisposable Bind(IPAddress address, ushort port)
    {
        switch (BoundSocket.TryListen((int)PortProtocol.Sctp, new IPEndPoint(address, port), out var socket))
        {
            case Errno.None:
                return socket!;
            case Errno.EPROTONOSUPPORT or Errno.ESOCKTNOSUPPORT:
                throw new NetworkException(
                    NetworkFailure.Unsupported, $"cannot publish port {port}/sctp: this kernel has no SCTP (module sctp)");
            case Errno.EADDRINUSE:
                throw new SocketException((int)SocketError.AddressAlreadyInUse);
            case Errno.EADDRNOTAVAIL:
                throw new SocketException((int)SocketError.AddressNotAvailable);
            case var errno:
                throw new LinuxException(errno, "bind", $"{address} port {port}/sctp");
        }
    }
}
