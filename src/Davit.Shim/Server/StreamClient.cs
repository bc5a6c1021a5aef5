using System.Buffers.Binary;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Polling;
using Davit.Linux.Sockets;
using Davit.Shim.Logs;

namespace Davit.Shim.Server;

/// <summary>
/// One attached client: gets the output it asked for, in docker's frames or raw, and may write to standard input. Owns its socket. What the socket
/// does not take is kept, and reading the process stops until it is gone (<see cref="OutputHub"/>).
/// </summary>
internal sealed class StreamClient : IReadyHandler
{
    private const int FrameHeader = 8;

    private readonly FileDescriptor _socket;
    private readonly AttachOptions _wants;
    private readonly bool _raw;
    private readonly OutputHub _hub;
    private readonly ByteQueue _pending = new();
    private readonly EventLoop.Watch _watch;
    private InputPump? _input;
    private bool _inputPaused;
    private bool _finishing;
    private bool _dropped;

    /// <param name="input">Where the client's bytes go; null: it writes nothing.</param>
    public StreamClient(EventLoop loop, FileDescriptor socket, AttachOptions wants, bool raw, OutputHub hub, InputPump? input)
    {
        _socket = socket;
        _wants = wants;
        _raw = raw;
        _hub = hub;
        _input = wants.Stdin ? input : null;
        _watch = loop.Add(socket, _input is null ? PollEvents.None : PollEvents.In, this);
        _input?.Add(this);
        hub.Add(this);
    }

    public bool Congested => !_pending.IsEmpty;

    public FileDescriptor Socket => _socket;

    public void Send(LogStream stream, ReadOnlySpan<byte> data)
    {
        if (_finishing || (stream == LogStream.Stderr ? !_wants.Stderr : !_wants.Stdout))
        {
            return;
        }

        Span<byte> header = stackalloc byte[FrameHeader];
        header.Clear();
        header[0] = (byte)stream;
        BinaryPrimitives.WriteInt32BigEndian(header[4..], data.Length);
        SendPieces(_raw ? default : header, data);
    }

    /// <summary>Sends what waits, then the end of file.</summary>
    public void FinishSending()
    {
        _finishing = true;
        if (!Congested)
        {
            Drop();
        }
    }

    public void Drop()
    {
        if (_dropped)
        {
            return;
        }

        _dropped = true;
        _input?.Remove(this);
        _input = null;
        DiscardUnread();
        UnixSocketCalls.ShutdownWrite(_socket);
        _watch.Dispose();
        _socket.Dispose();
        _pending.Clear();
        _hub.Remove(this);
    }

    /// <summary>Standard input takes no more for the moment.</summary>
    public void PauseInput()
    {
        _inputPaused = true;
        SetEvents();
    }

    public void ResumeInput()
    {
        _inputPaused = false;
        SetEvents();
    }

    /// <summary>This client's part in standard input is over; output goes on.</summary>
    public void EndInput()
    {
        _input?.Remove(this);
        _input = null;
        SetEvents();
    }

    public void OnReady(PollEvents events)
    {
        if (Congested && (events & (PollEvents.Out | PollEvents.Error)) != 0)
        {
            Flush();
        }

        if (!_dropped && _input is not null && !_inputPaused && (events & PollEvents.In) != 0)
        {
            _input.ReadFrom(this);
            return;
        }

        if (!_dropped && (events & (PollEvents.HangUp | PollEvents.Error)) != 0)
        {
            Drop();
        }
    }

    private void SendPieces(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        if (Congested)
        {
            _pending.Append(header);
            _pending.Append(data);
            return;
        }

        var count = StreamSocketCalls.TrySend(_socket, header, data, out var errno);
        if (errno is not (Errno.None or Errno.EAGAIN))
        {
            Drop();
            return;
        }

        count = Math.Max(count, 0);
        if (count < header.Length + data.Length)
        {
            _pending.Append(header[Math.Min(count, header.Length)..]);
            _pending.Append(data[Math.Max(0, count - header.Length)..]);
            SetEvents();
        }
    }

    private void Flush()
    {
        var count = StreamSocketCalls.TrySend(_socket, _pending.Waiting, default, out var errno);
        if (errno == Errno.EAGAIN)
        {
            return;
        }

        if (errno != Errno.None)
        {
            Drop();
            return;
        }

        _pending.Consume(count);
        if (!Congested)
        {
            SetEvents();
            _hub.OnDelivered();
            if (_finishing)
            {
                Drop();
            }
        }
    }

    // A client with paused input is not watched for hang-up either: bytes it sent before it went are still to be read.
    private void SetEvents()
    {
        if (_dropped)
        {
            return;
        }

        var events = (Congested ? PollEvents.Out : PollEvents.None) | (_input is not null && !_inputPaused ? PollEvents.In : PollEvents.None);
        if (events == PollEvents.None && _inputPaused && _input is not null)
        {
            _watch.Pause();
        }
        else
        {
            _watch.Set(events);
        }
    }

    // Closing a unix socket with unread bytes would reset it, and the client could miss the end of file.
    private void DiscardUnread()
    {
        Span<byte> unread = stackalloc byte[1024];
        for (var i = 0; i < 256 && ReadWriteCalls.TryRead(_socket, unread, out _) > 0; i++)
        {
        }
    }
}
