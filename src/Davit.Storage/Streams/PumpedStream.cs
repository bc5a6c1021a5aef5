using System.Threading.Channels;

namespace Davit.Storage.Streams;

/// <summary>
/// An asynchronous stream (an HTTP request's body) for code that reads synchronously on a thread of its own: a task reads ahead.
/// Owns the task, not the stream; disposing stops it.
/// </summary>
internal sealed class PumpedStream : ReadOnlyStream
{
    private const int BlockSize = 1 << 17;
    private readonly Channel<SharedBlock> blocks = Channel.CreateBounded<SharedBlock>(new BoundedChannelOptions(8) { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource stop;
    private readonly Task pumping;
    private SharedBlock? current;
    private int position;

    private PumpedStream(Stream source, CancellationToken cancellation)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        pumping = Task.Run(() => PumpAsync(source, stop.Token), CancellationToken.None);
    }

    /// <summary>The stream itself if reading it synchronously is fine, else a pump around it. Dispose the result only if it is a pump.</summary>
    public static Stream Wrap(Stream source, CancellationToken cancellation) =>
        source is FileStream or ReadOnlyStream || source.GetType() == typeof(MemoryStream) ? source : new PumpedStream(source, cancellation);

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || !Fill())
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, current!.Length - position);
        current.Span.Slice(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stop.Cancel();
            pumping.ContinueWith(static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
            current?.Release();
            while (blocks.Reader.TryRead(out var block))
            {
                block.Release();
            }

            stop.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Fill()
    {
        while (current is null || position == current.Length)
        {
            current?.Release();
            current = null;
            position = 0;
            if (!blocks.Reader.TryRead(out current)
                && !blocks.Reader.WaitToReadAsync(stop.Token).AsTask().GetAwaiter().GetResult())
            {
                return false;
            }
        }

        return true;
    }

    private async Task PumpAsync(Stream source, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var block = new SharedBlock(BlockSize, readers: 1);
                block.Length = await source.ReadAsync(block.Buffer, cancellation);
                if (block.Length == 0)
                {
                    block.Release();
                    blocks.Writer.Complete();
                    return;
                }

                await blocks.Writer.WriteAsync(block, cancellation);
            }
        }
        catch (Exception failure)
        {
            blocks.Writer.TryComplete(failure);
        }
    }
}
