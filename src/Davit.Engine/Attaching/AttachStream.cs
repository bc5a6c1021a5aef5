using Davit.Shim;

namespace Davit.Engine.Attaching;

/// <summary>
/// A client's connection to a container that may be made before the container runs: reads and writes wait until it does. One reader
/// and one writer may work at the same time. The owner disposes it.
/// </summary>
internal sealed class AttachStream(AttachOptions options, DetachFilter? filter, Action detached) : Stream
{
    private readonly TaskCompletionSource<ShimStream?> connection = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource detach = new();
    private int closed;

    // A process that closed its streams and goes on does not keep the client for longer.
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(10);

    public AttachOptions Options { get; } = options;

    /// <summary>
    /// The end of the stream is shown only after this: clients ask for the exit code as soon as they see it. Null: at once.
    /// </summary>
    public Task? EndsAfter { get; init; }

    public bool IsClosed => Volatile.Read(ref closed) != 0;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The container's streams; null: they will never be there.</summary>
    public void Connect(ShimStream? stream)
    {
        if (!connection.TrySetResult(stream) || IsClosed)
        {
            stream?.Dispose();
        }
    }

    /// <summary>The client sends no more.</summary>
    public async Task CompleteWritingAsync(CancellationToken cancellation)
    {
        if (await connection.Task.WaitAsync(cancellation).ConfigureAwait(false) is { } stream && !IsClosed)
        {
            stream.CompleteWriting();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, detach.Token);
        try
        {
            var stream = await connection.Task.WaitAsync(either.Token).ConfigureAwait(false);
            var count = stream is null ? 0 : await stream.ReadAsync(buffer, either.Token).ConfigureAwait(false);
            if (count == 0 && buffer.Length > 0 && EndsAfter is { } end)
            {
                await Task.WhenAny(end, Task.Delay(EndPatience, either.Token)).ConfigureAwait(false);
            }

            return count;
        }
        catch (OperationCanceledException) when (detach.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (await connection.Task.WaitAsync(cancellationToken).ConfigureAwait(false) is not { } stream)
        {
            return;
        }

        if (filter is null)
        {
            await stream.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            return;
        }

        var passed = filter.Pass(buffer.Span, out var isDetached);
        await stream.WriteAsync(passed, cancellationToken).ConfigureAwait(false);
        if (isDetached)
        {
            detached();
            await detach.CancelAsync().ConfigureAwait(false);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref closed, 1) == 0)
        {
            detach.Cancel();
            if (!connection.TrySetResult(null) && connection.Task.Result is { } stream)
            {
                stream.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
