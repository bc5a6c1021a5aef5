using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Polling;
using Davit.Linux.Sockets;
using Davit.Shim.Protocol;

namespace Davit.Shim.Server;

/// <summary>
/// One connection of a daemon. Owns its socket, unless it was taken for streams. A client that does not read its answers is dropped
/// when too many wait.
/// </summary>
internal sealed class ControlConnection : IReadyHandler
{
    private const int MaxWaiting = 1024 * 1024;

    private readonly EventLoop _loop;
    private readonly FileDescriptor _socket;
    private readonly EventLoop.Watch _watch;
    private readonly ByteQueue _received = new();
    private readonly ByteQueue _waiting = new();
    private readonly RequestHandler _handle;
    private readonly Action<ControlConnection> _closed;
    private bool _over;

    public ControlConnection(EventLoop loop, FileDescriptor socket, RequestHandler handle, Action<ControlConnection> closed)
    {
        _loop = loop;
        _socket = socket;
        _handle = handle;
        _closed = closed;
        _watch = loop.Add(socket, PollEvents.In, this);
    }

    /// <summary>Serves one request. The body is valid during the call only.</summary>
    internal delegate void RequestHandler(Answer answer, MessageKind kind, ReadOnlySpan<byte> body);

    /// <summary>All answers have been sent.</summary>
    public bool Idle => _over || _waiting.IsEmpty;

    public void Send(ReadOnlySpan<byte> message)
    {
        if (_over)
        {
            return;
        }

        var sent = 0;
        if (_waiting.IsEmpty)
        {
            sent = Math.Max(0, StreamSocketCalls.TrySend(_socket, message, default, out var errno));
            if (errno is not (Errno.None or Errno.EAGAIN))
            {
                Close();
                return;
            }
        }

        _waiting.Append(message[sent..]);
        if (_waiting.Length > MaxWaiting)
        {
            Close();
        }
        else
        {
            SetEvents();
        }
    }

    /// <summary>The connection carries streams from now on; the socket is the caller's.</summary>
    public FileDescriptor TakeSocket()
    {
        _over = true;
        _watch.Dispose();
        _received.Clear();
        _waiting.Clear();
        _closed(this);
        return _socket;
    }

    public void Close()
    {
        if (!_over)
        {
            TakeSocket().Dispose();
        }
    }

    public void OnReady(PollEvents events)
    {
        if ((events & PollEvents.Out) != 0)
        {
            Flush();
        }

        if (!_over && (events & (PollEvents.In | PollEvents.HangUp | PollEvents.Error)) != 0)
        {
            Receive();
        }
    }

    private void Receive()
    {
        var count = ReadWriteCalls.TryRead(_socket, _loop.Scratch, out var errno);
        if (errno == Errno.EAGAIN)
        {
            return;
        }

        if (count <= 0)
        {
            Close();
            return;
        }

        // Requests are short and rare, so this copies rather than parse in two places; handlers may use the scratch buffer.
        _received.Append(_loop.Scratch[..count]);
        while (!_over && TryTake(out var header))
        {
            _handle(new Answer(this, header.Id), header.Kind, _received.Waiting.Slice(WireHeader.Size, header.BodyLength));
            if (!_over)
            {
                _received.Consume(WireHeader.Size + header.BodyLength);
            }
        }
    }

    private bool TryTake(out WireHeader header)
    {
        header = default;
        if (_received.Length < WireHeader.Size)
        {
            return false;
        }

        header = WireHeader.Read(_received.Waiting);
        if (header.BodyLength is < 0 or > WireHeader.MaxBody)
        {
            Close();
            return false;
        }

        return _received.Length >= WireHeader.Size + header.BodyLength;
    }

    private void Flush()
    {
        var sent = StreamSocketCalls.TrySend(_socket, _waiting.Waiting, default, out var errno);
        if (errno is not (Errno.None or Errno.EAGAIN))
        {
            Close();
            return;
        }

        _waiting.Consume(Math.Max(0, sent));
        SetEvents();
    }

    private void SetEvents() => _watch.Set(_waiting.IsEmpty ? PollEvents.In : PollEvents.In | PollEvents.Out);
}
