using System.Net;
using System.Net.Sockets;

namespace Davit.Network.Ports;

/// <summary>Listens on a host port and carries each connection to the container. Both directions end on their own (half-close).</summary>
internal sealed class TcpForwarder : IPortForwarder
{
    private const int Backlog = 512;
    private const int BufferBytes = 64 * 1024;

    private readonly CancellationTokenSource _end = new();
    private readonly Socket _listener;
    private long _accepted;

    public TcpForwarder(IPAddress address, ushort port)
    {
        _listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                _listener.DualMode = false;
            }

            _listener.Bind(new IPEndPoint(address, port));
            // Listening and not only bound: ss(8) shows it, and nobody else can listen with SO_REUSEADDR.
            _listener.Listen(Backlog);
        }
        catch
        {
            _listener.Dispose();
            throw;
        }
    }

    public long Accepted => Interlocked.Read(ref _accepted);

    public void Start(IPEndPoint target) => _ = AcceptAsync(target);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync(IPEndPoint target)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptAsync(_end.Token);
                Interlocked.Increment(ref _accepted);
                _ = CarryAsync(client, target);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // Out of descriptors or memory: those who wait in the backlog are served when some are free again.
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            }
        }
    }

    private async Task CarryAsync(Socket client, IPEndPoint target)
    {
        using var server = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                client.NoDelay = server.NoDelay = true;
                await server.ConnectAsync(target, _end.Token);
                await Task.WhenAll(CopyAsync(client, server), CopyAsync(server, client));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                Reset(client);
            }
        }
    }

    /// <summary>The client sees what a closed port looks like.</summary>
    private static void Reset(Socket client)
    {
        try
        {
            client.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Gone already.
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, _end.Token)) > 0)
            {
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _end.Token);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            // One direction broke: the other, which may wait for ever, ends with it.
            from.Dispose();
            to.Dispose();
            throw;
        }
    }
}
