using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Davit.Linux.Sockets;

namespace Davit.Daemon.Http;

/// <summary>
/// A connection that was taken out of HTTP: raw bytes in both directions. One reader and one writer may work at the
/// same time. Disposing closes it; before that, <see cref="CompleteOutputAsync"/> lets the client read to the end.
/// </summary>
/// <param name="transport">The connection below HTTP.</param>
/// <param name="socket">Its socket, null when it has none.</param>
/// <param name="direct">Output goes straight to the socket (no TLS between).</param>
/// <param name="clientEnded">Fires when the client has ended its sending side or is gone.</param>
internal sealed class HijackedConnection(IDuplexPipe transport, Socket? socket, bool direct, CancellationToken clientEnded) : IAsyncDisposable
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan HeadPause = TimeSpan.FromMilliseconds(1);
    private const int HeadPauses = 2000;

    private readonly Socket? output = direct ? socket : null;
    private bool headIsNew;

    /// <summary>Reads what the client sent; 0 is its end (half-close).</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var result = await transport.Input.ReadAsync(cancellation).ConfigureAwait(false);
        var count = (int)Math.Min(result.Buffer.Length, buffer.Length);
        var taken = result.Buffer.Slice(0, count);
        taken.CopyTo(buffer.Span);
        transport.Input.AdvanceTo(taken.End); // from here on the sequence may be in use again
        return count;
    }

    /// <summary>Sends the head of the answer. What follows waits until the client has read it, where that can be seen.</summary>
    public async ValueTask WriteHeadAsync(ReadOnlyMemory<byte> head, CancellationToken cancellation)
    {
        await WriteAsync(head, cancellation).ConfigureAwait(false);
        headIsNew = output?.AddressFamily == AddressFamily.Unix;
    }

    /// <summary>Sends to the client; false: it does not read any more.</summary>
    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        output is null ? WriteToPipeAsync(bytes, cancellation)
        : headIsNew ? WriteAfterHeadAsync(output, bytes, cancellation)
        : WriteToSocketAsync(output, bytes, cancellation);

    /// <summary>The connection as a stream, for code that wants one.</summary>
    public Stream AsStream() => new HijackedStream(this);

    /// <summary>
    /// Ends the output, so that the client reads an end. The caller then reads the input to its end before it closes:
    /// closing with unread input resets the connection and takes the last output from the client (tcp(7); unix sockets
    /// answer ECONNRESET).
    /// </summary>
    public async ValueTask CompleteOutputAsync()
    {
        if (output is null)
        {
            await transport.Output.CompleteAsync().ConfigureAwait(false);
            return;
        }

        try
        {
            output.Shutdown(SocketShutdown.Send);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // The client is gone already.
        }
    }

    /// <summary>Ends the output and reads what is left until the client closes or the time is over.</summary>
    public async Task FinishAsync(TimeSpan time)
    {
        await CompleteOutputAsync().ConfigureAwait(false);
        using var limit = new CancellationTokenSource(time);
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            while (await ReadAsync(buffer, limit.Token).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // It took too long or is gone.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

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

    public async ValueTask DisposeAsync()
    {
        await transport.Output.CompleteAsync().ConfigureAwait(false);
        await transport.Input.CompleteAsync().ConfigureAwait(false);
    }

    private async ValueTask<bool> WriteToPipeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var result = await transport.Output.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        return !result.IsCompleted;
    }

    // docker-py reads the head through a buffer and the rest past it: output that the same recv(2) brings is lost to its user.
    // A client that is slow to read its head is as slow to read the output, so waiting costs nothing; the bound is for those that never read.
    private async ValueTask<bool> WriteAfterHeadAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        headIsNew = false;
        for (var pauses = 0; pauses < HeadPauses && SendQueue.HasUnread(socket.SafeHandle); pauses++)
        {
            await Task.Delay(HeadPause, cancellation).ConfigureAwait(false);
        }

        return await WriteToSocketAsync(socket, bytes, cancellation).ConfigureAwait(false);
    }

    private static async ValueTask<bool> WriteToSocketAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[await socket.SendAsync(bytes, cancellation).ConfigureAwait(false)..];
            }

            return true;
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            return false;
        }
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
