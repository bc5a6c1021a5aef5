using System.Threading.Channels;

namespace Davit.Storage.Streams;

/// <summary>
/// The other direction of <see cref="PumpedStream"/>: code that writes synchronously on a thread of its own, into a stream that wants
/// asynchronous writes (an HTTP response).
/// </summary>
internal sealed class PushStream : WriteOnlyStream
{
    private const int BlockSize = 1 << 17;
    private readonly Channel<SharedBlock> blocks = Channel.CreateBounded<SharedBlock>(new BoundedChannelOptions(8) { SingleReader = true, SingleWriter = true });
    private readonly CancellationToken stop;
    private SharedBlock? current;

    private PushStream(CancellationToken stop) => this.stop = stop;

    /// <summary>Runs <paramref name="produce"/> on a thread of its own and sends what it writes to <paramref name="output"/>.</summary>
    public static async Task RunAsync(Stream output, Action<Stream, CancellationToken> produce, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var push = new PushStream(stop.Token);
        var producing = Task.Factory.StartNew(
            () => push.Produce(produce), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await foreach (var block in push.blocks.Reader.ReadAllAsync(cancellation))
            {
                await output.WriteAsync(block.Buffer.AsMemory(0, block.Length), cancellation);
                block.Release();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await producing.ContinueWith(static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            current ??= new SharedBlock(BlockSize, readers: 1);
            var part = buffer[..Math.Min(buffer.Length, BlockSize - current.Length)];
            part.CopyTo(current.Buffer.AsSpan(current.Length));
            current.Length += part.Length;
            buffer = buffer[part.Length..];
            if (current.Length == BlockSize)
            {
                Send();
            }
        }
    }

    public override void Flush()
    {
        if (current is { Length: > 0 })
        {
            Send();
        }
    }

    private void Produce(Action<Stream, CancellationToken> produce)
    {
        try
        {
            produce(this, stop);
            Flush();
            blocks.Writer.Complete();
        }
        catch (Exception failure)
        {
            blocks.Writer.TryComplete(failure);
        }
    }

    private void Send()
    {
        var block = current!;
        current = null;
        if (!blocks.Writer.TryWrite(block))
        {
            blocks.Writer.WriteAsync(block, stop).AsTask().GetAwaiter().GetResult();
        }
    }
}
