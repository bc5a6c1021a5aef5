namespace Davit.Shim;

/// <summary>
/// A container's or an exec's streams as one duplex stream. Reading gives docker's multiplexed frames (eight bytes of
/// header: stream 1 or 2, three zeros, length big-endian; then the bytes), or the bytes as they are when there is a terminal;
/// the end is reached when the process has ended and all it wrote was read. Writing goes to standard input. One reader
/// and one writer may work at the same time. Disposing detaches.
/// </summary>
public sealed class ShimStream : Stream
{
    internal ShimStream()
    {
    }

    /// <summary>No more input will be written (shutdown(2) of the sending side); reading goes on.</summary>
    public void CompleteWriting() => throw new NotImplementedException();

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotImplementedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotImplementedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
