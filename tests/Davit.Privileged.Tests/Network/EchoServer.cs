using System.Net;
using System.Net.Sockets;
using System.Text;
using Davit.Network;

namespace Davit.Privileged.Tests.Network;

/// <summary>Answers every connection or datagram with its name and the address that it came from.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly Socket _socket;

    private EchoServer(Socket socket) => _socket = socket;

    public static EchoServer Start(string? netns, IPAddress address, ushort port, PortProtocol protocol)
    {
        var tcp = protocol == PortProtocol.Tcp;
        var socket = Namespaced.Run(netns, () =>
        {
            var made = new Socket(
                address.AddressFamily, tcp ? SocketType.Stream : SocketType.Dgram, tcp ? ProtocolType.Tcp : ProtocolType.Udp);
            made.Bind(new IPEndPoint(address, port));
            return made;
        });
        if (tcp)
        {
            socket.Listen(64);
            _ = AcceptAsync(socket);
        }
        else
        {
            _ = AnswerAsync(socket);
        }

        return new EchoServer(socket);
    }

    public void Dispose() => _socket.Dispose();

    private static async Task AcceptAsync(Socket socket)
    {
        try
        {
            while (true)
            {
                using var client = await socket.AcceptAsync();
                var peer = ((IPEndPoint)client.RemoteEndPoint!).Address;
                await client.SendAsync(Encoding.ASCII.GetBytes(peer.ToString()));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task AnswerAsync(Socket socket)
    {
        var any = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        var buffer = new byte[2048];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveFromAsync(buffer, any);
                var peer = ((IPEndPoint)received.RemoteEndPoint).Address;
                await socket.SendToAsync(Encoding.ASCII.GetBytes(peer.ToString()), received.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
