using System.IO.Pipelines;
using Davit.Engine.Containers;

namespace Davit.Daemon.Tests.Http;

/// <summary>A container's streams for tests: the test writes what the container prints and reads what it gets.</summary>
internal sealed class FakeStreams
{
    private readonly Pipe output = new();
    private readonly Pipe input = new();

    public TaskCompletionSource StdinClosed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PipeWriter Output => output.Writer;

    public PipeReader Input => input.Reader;

    public AttachSession Session(bool tty = false) => new(new Duplex(this), tty, CloseStdinAsync);

    private async Task CloseStdinAsync(CancellationToken cancellation)
    {
        await input.Writer.CompleteAsync();
        StdinClosed.TrySetResult();
    }

    private sealed class Duplex(FakeStreams streams) : Stream
    {
        private readonly Stream reading = streams.output.Reader.AsStream();
        private readonly Stream writing = streams.input.Writer.AsStream(leaveOpen: true);

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            reading.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            writing.WriteAsync(buffer, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            streams.Disposed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
