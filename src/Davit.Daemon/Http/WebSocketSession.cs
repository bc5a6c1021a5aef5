using System.Buffers;
using System.Net.WebSockets;
using Davit.Engine.Containers;

namespace Davit.Daemon.Http;

/// <summary>Carries a container's streams over a WebSocket: both outputs as one, in binary messages; messages from the client are stdin.</summary>
internal static class WebSocketSession
{
    private const int BufferLength = 32 << 10;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(HijackedConnection client, AttachSession session, bool stdin, CancellationToken stopping)
    {
        using var socket = WebSocket.CreateFromStream(client.AsStream(), new WebSocketCreationOptions { IsServer = true });
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var input = PumpInputAsync(socket, session, stdin, end);
        try
        {
            await PumpOutputAsync(socket, session, end.Token).ConfigureAwait(false);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stopping).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client or the container's streams are gone.
        }

        end.CancelAfter(Farewell);
        await input.ConfigureAwait(false);
    }

    private static async Task PumpOutputAsync(WebSocket socket, AttachSession session, CancellationToken cancellation)
    {
        var frames = session.Tty ? null : new FrameStripper();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            int count;
            while ((count = await session.Stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                var length = frames?.Strip(buffer.AsSpan(0, count)) ?? count;
                if (length > 0)
                {
                    await socket.SendAsync(buffer.AsMemory(0, length), WebSocketMessageType.Binary, endOfMessage: true, cancellation).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task PumpInputAsync(WebSocket socket, AttachSession session, bool stdin, CancellationTokenSource end)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            ValueWebSocketReceiveResult received;
            while ((received = await socket.ReceiveAsync(buffer.AsMemory(), end.Token).ConfigureAwait(false)).MessageType != WebSocketMessageType.Close)
            {
                if (stdin)
                {
                    await session.Stream.WriteAsync(buffer.AsMemory(0, received.Count), end.Token).ConfigureAwait(false);
                }
            }

            // A closed WebSocket has no half: the client is leaving.
            await end.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            await end.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
