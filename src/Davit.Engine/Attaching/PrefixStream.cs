using System.Threading.Channels;

namespace Davit.Engine.Attaching;

/// <summary>
/// A duplex stream whose reader gets something else first: the log before what comes live. At most a few blocks are held in
/// memory. Disposing disposes the inner stream.
/// </summary>
internal sealed class PrefixStream : Stream
{
    private readonly Stream inner;
    private readonly Channel<byte[]> blocks = Channel.CreateBounded<byte[]>(4);
    private readonly CancellationTokenSource stopping = new();
    private ReadOnlyMemory<byte> current;
    private bool isLive;

    public PrefixStream(Stream inner, StreamProducer prefix)
    {
        this.inner = inner;
        _ = ProduceAsync(prefix);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!isLive && current.IsEmpty)
        {
            if (await blocks.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                current = blocks.Reader.TryRead(out var block) ? block : default;
            }
            else
            {
                isLive = true;
            }
        }

        if (isLive)
        {
            return await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        var count = Math.Min(buffer.Length, current.Length);
        current[..count].CopyTo(buffer);
        current = current[count..];
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stopping.Cancel();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task ProduceAsync(StreamProducer prefix)
    {
        try
        {
            var writer = new BlockWriter(blocks.Writer);
            await using (writer.ConfigureAwait(false))
            {
                await prefix(writer, stopping.Token).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // A log that cannot be read is left out; what comes live is still shown.
        }
        finally
        {
            blocks.Writer.TryComplete();
        }
    }
}
