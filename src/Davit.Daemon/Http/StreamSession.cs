using System.Buffers;
using Davit.Engine.Containers;

namespace Davit.Daemon.Http;

/// <summary>
/// Carries bytes between a hijacked connection and a container's streams until the container's output ends or the
/// client is gone. The client's half-close ends stdin only.
/// </summary>
internal static class StreamSession
{
    private const int OutputBuffer = 128 << 10;
    private const int InputBuffer = 32 << 10;

    /// <summary>How long a client may take to close after it was told the end.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(HijackedConnection client, AttachSession session, bool stdin, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var input = PumpInputAsync(client, session, stdin, closing.Token);
        var watch = EndWhenGoneAsync(client, end);
        try
        {
            await PumpOutputAsync(client, session.Stream, end.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client or the container's streams are gone; either way the session is over.
        }
        finally
        {
            // 1. unblock a write into a full stdin, 2. tell the client the end, 3. read until it closes.
            await session.DisposeAsync().ConfigureAwait(false);
            await client.CompleteOutputAsync().ConfigureAwait(false);
            closing.CancelAfter(Farewell);
            await input.ConfigureAwait(false);
            await end.CancelAsync().ConfigureAwait(false);
            await watch.ConfigureAwait(false);
        }
    }

    private static async Task PumpOutputAsync(HijackedConnection client, Stream output, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(OutputBuffer);
        try
        {
            int count;
            do
            {
                count = await output.ReadAsync(buffer, cancellation).ConfigureAwait(false);
            }
            while (count > 0 && await client.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task PumpInputAsync(HijackedConnection client, AttachSession session, bool stdin, CancellationToken stopping)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(InputBuffer);
        try
        {
            var open = stdin;
            int count;
            while ((count = await client.ReadAsync(buffer, stopping).ConfigureAwait(false)) > 0)
            {
                open = open && await TryWriteAsync(session.Stream, buffer.AsMemory(0, count), stopping).ConfigureAwait(false);
            }

            if (open)
            {
                await session.CloseStdinAsync(stopping).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection broke or the container ended first: there is nobody left to give input to.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A container that closed its stdin or ended does not take input; what comes is read and dropped.
    private static async Task<bool> TryWriteAsync(Stream stream, ReadOnlyMemory<byte> bytes, CancellationToken stopping)
    {
        try
        {
            await stream.WriteAsync(bytes, stopping).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static async Task EndWhenGoneAsync(HijackedConnection client, CancellationTokenSource end)
    {
        try
        {
            await client.WaitUntilGoneAsync(end.Token).ConfigureAwait(false);
            await end.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The session ended first.
        }
    }
}
