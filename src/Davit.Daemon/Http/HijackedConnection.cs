using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Davit.Daemon.Http;

/// <summary>
/// A connection that was taken out of HTTP: raw bytes in both directions. One reader and one writer may work at the
/// same time. Disposing sends what was written and closes; nothing that was written is lost.
/// </summary>
internal sealed class HijackedConnection(IDuplexPipe transport, Socket? socket, CancellationToken clientEnded) : IAsyncDisposable
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(1);

    /// <summary>Reads what the client sent; 0 is its end (half-close).</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var result = await transport.Input.ReadAsync(cancellation).ConfigureAwait(false);
        var available = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, buffer.Length));
        available.CopyTo(buffer.Span);
        transport.Input.AdvanceTo(available.End);
        return (int)available.Length;
    }

    /// <summary>Sends to the client; false: it does not read any more.</summary>
    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var result = await transport.Output.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        return !result.IsCompleted;
    }

    /// <summary>The connection as a stream, for code that wants one.</summary>
    public Stream AsStream() => new DuplexPipeStream(transport);

    /// <summary>
    /// Completes when the client has closed its end for both directions. A half-closed client is alive: a send of
    /// nothing fails with EPIPE only when a unix socket's peer is closed (unix(7)).
    /// </summary>
    public async Task WaitUntilGoneAsync(CancellationToken cancellation)
    {
        await WaitForEndOfInputAsync(cancellation).ConfigureAwait(false);
        using var timer = new PeriodicTimer(ProbeInterval);
        while (IsAlive())
        {
            await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Sends the rest and closes. Reading goes on until then: closing with unread input would reset the connection and
    /// take the last output from the client (tcp(7); unix sockets answer ECONNRESET).
    /// </summary>
    public ValueTask CompleteOutputAsync() => transport.Output.CompleteAsync();

    public async ValueTask DisposeAsync()
    {
        await transport.Output.CompleteAsync().ConfigureAwait(false);
        await transport.Input.CompleteAsync().ConfigureAwait(false);
    }

    private async Task WaitForEndOfInputAsync(CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var fin = clientEnded.Register(() => ended.TrySetResult()).ConfigureAwait(false);
        await using var stop = cancellation.Register(() => ended.TrySetCanceled(cancellation)).ConfigureAwait(false);
        await ended.Task.ConfigureAwait(false);
    }

    private bool IsAlive()
    {
        try
        {
            if (socket is null)
            {
                return false;
            }

            socket.Send(ReadOnlySpan<byte>.Empty, SocketFlags.None, out var error);
            return error is SocketError.Success or SocketError.WouldBlock;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }
}
