using System.IO.Pipelines;

namespace Davit.Daemon.Http;

/// <summary>The writing half of a <see cref="GatedPipe"/>.</summary>
internal sealed class GatedWriter(PipeWriter inner) : PipeWriter
{
    private volatile bool closed;
    private byte[] scratch = [];

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => closed ? 0 : inner.UnflushedBytes;

    public void Close() => closed = true;

    public override Memory<byte> GetMemory(int sizeHint = 0) => closed ? Scratch(sizeHint) : inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => closed ? Scratch(sizeHint) : inner.GetSpan(sizeHint);

    public override void Advance(int bytes)
    {
        if (!closed)
        {
            inner.Advance(bytes);
        }
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        closed ? new ValueTask<FlushResult>(default(FlushResult)) : inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush()
    {
        if (!closed)
        {
            inner.CancelPendingFlush();
        }
    }

    public override void Complete(Exception? exception = null)
    {
        if (!closed)
        {
            inner.Complete(exception);
        }
    }

    private byte[] Scratch(int sizeHint)
    {
        if (scratch.Length < Math.Max(sizeHint, 1))
        {
            scratch = new byte[Math.Max(sizeHint, 4096)];
        }

        return scratch;
    }
}
