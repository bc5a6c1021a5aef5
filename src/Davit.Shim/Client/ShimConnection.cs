using System.Net.Sockets;
using Davit.Linux;
using Davit.Linux.Sockets;
using Davit.Shim.Protocol;

namespace Davit.Shim.Client;

/// <summary>
/// One connection to a shim that carries messages: requests overlap, answers find their request by its id. Thread-safe. When the connection breaks,
/// every request that waits fails with <see cref="ShimErrorKind.ShimGone"/>.
/// </summary>
internal sealed class ShimConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Dictionary<uint, TaskCompletionSource<byte[]>> _waiting = [];
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private uint _lastId;
    private bool _isBroken;

    private ShimConnection(Socket socket) => _socket = socket;

    /// <summary>Completes when the connection has ended, for whatever reason.</summary>
    public Task Broken => _broken.Task;

    /// <summary>Null: nobody listens at <paramref name="socketPath"/>.</summary>
    public static ShimConnection? TryConnect(string socketPath)
    {
        if (TryConnectSocket(socketPath) is not { } socket)
        {
            return null;
        }

        var connection = new ShimConnection(socket);
        _ = connection.ReceiveAllAsync();
        return connection;
    }

    /// <summary>A plain connection, for one that becomes a stream.</summary>
    public static Socket? TryConnectSocket(string socketPath)
    {
        try
        {
            using var connected = UnixSocketCalls.Connect(socketPath, SocketKind.Stream);
            return new Socket(new SafeSocketHandle(connected.Release(), ownsHandle: true));
        }
        catch (LinuxException failure) when (failure.Errno is Errno.ENOENT or Errno.ECONNREFUSED or Errno.ENOTDIR or Errno.ECONNRESET)
        {
            return null;
        }
    }

    /// <summary>Sends a request and waits for its answer's content.</summary>
    /// <exception cref="ShimException">The request failed, or the shim is gone.</exception>
    public async Task<byte[]> AskAsync(MessageKind kind, MessageWriter content, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        var id = Register(answer);
        try
        {
            await SendAsync(content.Finish(kind, id), cancellation);
            return await answer.Task.WaitAsync(cancellation);
        }
        finally
        {
            lock (_gate)
            {
                _waiting.Remove(id);
            }
        }
    }

    /// <summary>
    /// Sends one request on a connection of its own and reads its answer, nothing more: what follows on <paramref name="socket"/> is a stream.
    /// </summary>
    public static async Task<byte[]> AskOnceAsync(Socket socket, MessageKind kind, MessageWriter content, CancellationToken cancellation)
    {
        try
        {
            await SendAllAsync(socket, content.Finish(kind, 1), cancellation);
            var header = new byte[WireHeader.Size];
            await ReceiveExactlyAsync(socket, header, cancellation);
            var parsed = WireHeader.Read(header);
            var body = new byte[Checked(parsed).BodyLength];
            await ReceiveExactlyAsync(socket, body, cancellation);
            return parsed.Kind == MessageKind.Done ? body : throw FailureOf(body);
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            throw Gone(failure);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
    }

    private static ShimException Gone(Exception? cause = null) => new(ShimErrorKind.ShimGone, "the container's shim is gone", cause);

    private static ShimException FailureOf(ReadOnlySpan<byte> body)
    {
        var fields = new MessageReader(body);
        return new ShimException((ShimErrorKind)fields.Int32(), fields.String());
    }

    private static WireHeader Checked(WireHeader header) => header.BodyLength is >= 0 and <= WireHeader.MaxBody
        ? header
        : throw new IOException("the container's shim sent no message");

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        while (!data.IsEmpty)
        {
            data = data[await socket.SendAsync(data, SocketFlags.None, cancellation)..];
        }
    }

    private static async Task ReceiveExactlyAsync(Socket socket, Memory<byte> buffer, CancellationToken cancellation)
    {
        while (!buffer.IsEmpty)
        {
            var count = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellation);
            buffer = count > 0 ? buffer[count..] : throw new IOException("the container's shim closed the connection");
        }
    }

    private uint Register(TaskCompletionSource<byte[]> answer)
    {
        lock (_gate)
        {
            if (_isBroken)
            {
                throw Gone();
            }

            var id = ++_lastId;
            _waiting.Add(id, answer);
            return id;
        }
    }

    // A message must not be cut in two by a cancellation: once begun it is sent whole.
    private async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            await SendAllAsync(_socket, message, CancellationToken.None);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            throw Gone(failure);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReceiveAllAsync()
    {
        try
        {
            var header = new byte[WireHeader.Size];
            while (true)
            {
                await ReceiveExactlyAsync(_socket, header, CancellationToken.None);
                var parsed = Checked(WireHeader.Read(header));
                var body = new byte[parsed.BodyLength];
                await ReceiveExactlyAsync(_socket, body, CancellationToken.None);
                Complete(parsed, body);
            }
        }
        catch (Exception failure) when (failure is SocketException or IOException or ObjectDisposedException)
        {
            Break(failure);
        }
    }

    private void Complete(WireHeader header, byte[] body)
    {
        TaskCompletionSource<byte[]>? answer;
        lock (_gate)
        {
            _waiting.TryGetValue(header.Id, out answer);
        }

        if (header.Kind == MessageKind.Done)
        {
            answer?.TrySetResult(body);
        }
        else
        {
            answer?.TrySetException(FailureOf(body));
        }
    }

    private void Break(Exception cause)
    {
        TaskCompletionSource<byte[]>[] waiting;
        lock (_gate)
        {
            _isBroken = true;
            waiting = [.. _waiting.Values];
        }

        foreach (var answer in waiting)
        {
            answer.TrySetException(Gone(cause));
        }

        _broken.TrySetResult();
    }
}
