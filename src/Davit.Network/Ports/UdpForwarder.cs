using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Davit.Network.Ports;

/// <summary>Binds a host port and carries datagrams to the container, with one socket per client, so that answers find their way back.</summary>
internal sealed class UdpForwarder : IPortForwarder
{
    private const int MaximumDatagram = 65535;
    private const int MaximumClients = 1024;
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(90);

    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<IPEndPoint, Socket> _clients = new();
    private readonly Socket _socket;
    private long _accepted;

    public UdpForwarder(IPAddress address, ushort port)
    {
        _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                _socket.DualMode = false;
            }

            _socket.Bind(new IPEndPoint(address, port));
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    public long Accepted => Interlocked.Read(ref _accepted);

    public void Start(IPEndPoint target) => _ = ReceiveAsync(target);

    public void Dispose()
    {
        _end.Cancel();
        _socket.Dispose();
    }

    private async Task ReceiveAsync(IPEndPoint target)
    {
        var any = new IPEndPoint(_socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        while (!_end.IsCancellationRequested)
        {
            try
            {
                // Nothing is kept in memory for a port that nobody uses: wait first, then take a buffer.
                await _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.Peek, _end.Token);
                var buffer = new byte[MaximumDatagram];
                var received = await _socket.ReceiveFromAsync(buffer, any, _end.Token);
                if (ClientFor((IPEndPoint)received.RemoteEndPoint, target) is { } client)
                {
                    await client.SendAsync(buffer.AsMemory(0, received.ReceivedBytes), _end.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // A refusal (ICMP) for an earlier datagram; datagrams may be lost, the port goes on.
            }
        }
    }

    private Socket? ClientFor(IPEndPoint client, IPEndPoint target)
    {
        if (_clients.TryGetValue(client, out var known))
        {
            return known;
        }

        if (_clients.Count >= MaximumClients)
        {
            return null;
        }

        var socket = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(target);
        _clients[client] = socket;
        Interlocked.Increment(ref _accepted);
        _ = AnswerAsync(client, socket);
        return socket;
    }

    private async Task AnswerAsync(IPEndPoint client, Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[MaximumDatagram];
            try
            {
                while (true)
                {
                    using var idle = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
                    idle.CancelAfter(IdleTime);
                    var count = await socket.ReceiveAsync(buffer, idle.Token);
                    await _socket.SendToAsync(buffer.AsMemory(0, count), client, _end.Token);
                }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                _clients.TryRemove(client, out _);
            }
        }
    }
}
