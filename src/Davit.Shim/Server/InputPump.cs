using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Polling;

namespace Davit.Shim.Server;

/// <summary>
/// Standard input of one process: takes what attached clients send. Holds at most one read; while that is not written, clients are not
/// read. Owns its target. When a client is done (half-close or gone), input is closed if <c>closeWithClient</c>; otherwise that client is
/// detached, as docker does with a container whose input stays open, and with terminals.
/// </summary>
internal sealed class InputPump(EventLoop loop, bool closeWithClient) : IReadyHandler
{
    private readonly List<StreamClient> _clients = [];
    private readonly ByteQueue _pending = new();
    private FileDescriptor? _target;
    private EventLoop.Watch? _watch;
    private bool _closeWhenWritten;
    private bool _closed;

    /// <summary>Where input goes from now on: a pipe, or the master of a terminal. Owned from now on.</summary>
    public void SetTarget(FileDescriptor target)
    {
        ReadWriteCalls.SetNonBlocking(target, on: true);
        _target = target;
        _watch = loop.Add(target, PollEvents.None, this);
        Write();
    }

    public void Add(StreamClient client)
    {
        _clients.Add(client);
        if (!_pending.IsEmpty)
        {
            client.PauseInput();
        }
    }

    public void Remove(StreamClient client) => _clients.Remove(client);

    /// <summary>A client is readable.</summary>
    public void ReadFrom(StreamClient client)
    {
        var count = ReadWriteCalls.TryRead(client.Socket, loop.Scratch, out var errno);
        if (errno == Errno.EAGAIN)
        {
            return;
        }

        if (count <= 0)
        {
            Finish(client);
            return;
        }

        // Input that nobody reads any more is thrown away, so that the client does not hang.
        if (!_closed)
        {
            _pending.Append(loop.Scratch[..count]);
            Write();
        }
    }

    /// <summary>Closes standard input when everything sent so far is written.</summary>
    public void CloseWhenWritten()
    {
        _closeWhenWritten = true;
        Write();
    }

    public void Close()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _watch?.Dispose();
        _target?.Dispose();
        _pending.Clear();
        ResumeClients();
    }

    public void OnReady(PollEvents events)
    {
        if ((events & PollEvents.Error) != 0)
        {
            Close();
            return;
        }

        Write();
        if ((events & PollEvents.HangUp) != 0 && _pending.IsEmpty && !_closed)
        {
            // A terminal that no process has open: writing to it becomes possible again when one opens it, so input is kept.
            _watch?.Pause();
        }
    }

    private void Finish(StreamClient client)
    {
        if (closeWithClient)
        {
            client.EndInput();
            CloseWhenWritten();
        }
        else
        {
            client.Drop();
        }
    }

    private void Write()
    {
        while (!_closed && _target is not null && !_pending.IsEmpty)
        {
            var count = ReadWriteCalls.TryWrite(_target, _pending.Waiting, out var errno);
            if (errno == Errno.EAGAIN)
            {
                break;
            }

            if (errno != Errno.None)
            {
                Close();
                return;
            }

            _pending.Consume(count);
        }

        if (_pending.IsEmpty)
        {
            if (_closeWhenWritten && _target is not null)
            {
                Close();
                return;
            }

            _watch?.Set(PollEvents.None);
            ResumeClients();
        }
        else
        {
            _watch?.Set(PollEvents.Out);
            _clients.ForEach(client => client.PauseInput());
        }
    }

    private void ResumeClients()
    {
        for (var i = _clients.Count - 1; i >= 0; i--)
        {
            _clients[i].ResumeInput();
        }
    }
}
