using System.Net.Sockets;

namespace Davit.Shim;

/// <summary>
/// A container's or an exec's streams as one duplex stream. Reading gives docker's multiplexed frames (eight bytes of
/// header: stream 1 or 2, three zeros, length big-endian; then the bytes), or the bytes as they are when there is a terminal;
/// the end is reached when the process has ended and all it wrote was read. Writing goes to standard input. One reader
/// and one writer may work at the same time. Disposing detaches.
/// </summary>
public sealed class ShimStream : Stream
{
    private readonly Socket _socket;

    internal ShimStream(Socket socket) => _socket = socket;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>No more input will be written (shutdown(2) of the sending side); reading goes on.</summary>
    public void CompleteWriting()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // The other side has gone: there is no input to end any more.
        }
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _socket.Receive(buffer);
        }
        catch (SocketException failure) when (IsEnd(failure))
        {
            return 0;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
        }
        catch (SocketException failure) when (IsEnd(failure))
        {
            return 0;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            buffer = buffer[Send(buffer)..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="IOException">Nobody takes input any more.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            try
            {
                buffer = buffer[await _socket.SendAsync(buffer, SocketFlags.None, cancellationToken)..];
            }
            catch (SocketException failure)
            {
                throw new IOException("the process takes no input any more", failure);
            }
        }
    }

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
        if (disposing)
        {
            _socket.Dispose();
        }

        base.Dispose(disposing);
    }

    // A shim that ends with input unread resets the connection after all output.
    private static bool IsEnd(SocketException failure) =>
        failure.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown;

    private int Send(ReadOnlySpan<byte> buffer)
    {
        try
        {
            return _socket.Send(buffer);
        }
        catch (SocketException failure)
        {
            throw new IOException("the process takes no input any more", failure);
        }
    }
}
