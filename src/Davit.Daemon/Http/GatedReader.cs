using System.Buffers;
using System.IO.Pipelines;

namespace Davit.Daemon.Http;

/// <summary>The reading half of a <see cref="GatedPipe"/>.</summary>
internal sealed class GatedReader(PipeReader inner) : PipeReader
{
    private volatile bool closed;

    private static ReadResult Ended => new(ReadOnlySequence<byte>.Empty, isCanceled: false, isCompleted: true);

    public void Close() => closed = true;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        closed ? new ValueTask<ReadResult>(Ended) : inner.ReadAsync(cancellationToken);

    public override bool TryRead(out ReadResult result)
    {
        if (closed)
        {
            result = Ended;
            return true;
        }

        return inner.TryRead(out result);
    }

    public override void AdvanceTo(SequencePosition consumed)
    {
        if (!closed)
        {
            inner.AdvanceTo(consumed);
        }
    }

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (!closed)
        {
            inner.AdvanceTo(consumed, examined);
        }
    }

    public override void CancelPendingRead()
    {
        if (!closed)
        {
            inner.CancelPendingRead();
        }
    }

    public override void Complete(Exception? exception = null)
    {
        if (!closed)
        {
            inner.Complete(exception);
        }
    }
}
