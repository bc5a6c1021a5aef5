using System.Net;
using System.Net.Sockets;
using System.Text;
using Davit.Network;

namespace Davit.Privileged.Tests.Network;

/// <summary>Asks an <see cref="EchoServer"/>; the answer is the address that the server saw, or null when there was none.</summary>
internal static class EchoClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static string? Ask(string? netns, string address, ushort port, PortProtocol protocol = PortProtocol.Tcp, TimeSpan? patience = null)
    {
        var target = new IPEndPoint(IPAddress.Parse(address), port);
        var tcp = protocol == PortProtocol.Tcp;
        using var socket = Namespaced.Run(netns, () => new Socket(
            target.AddressFamily, tcp ? SocketType.Stream : SocketType.Dgram, tcp ? ProtocolType.Tcp : ProtocolType.Udp));
        try
        {
            using var timeout = new CancellationTokenSource(patience ?? Patience);
            socket.ConnectAsync(target, timeout.Token).AsTask().Wait(CancellationToken.None);
            if (!tcp)
            {
                socket.Send("?"u8);
            }

            var buffer = new byte[256];
            var count = socket.ReceiveAsync(buffer, timeout.Token).AsTask().GetAwaiter().GetResult();
            return count == 0 ? null : Encoding.ASCII.GetString(buffer, 0, count);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or AggregateException)
        {
            return null;
        }
    }
}
