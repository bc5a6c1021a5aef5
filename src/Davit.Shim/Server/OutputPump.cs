using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Polling;
using Davit.Shim.Logs;

namespace Davit.Shim.Server;

/// <summary>Reads one stream of a process (a pipe, or the master of its terminal) until its end. Owns the descriptor.</summary>
internal sealed class OutputPump : IReadyHandler
{
    private readonly EventLoop _loop;
    private readonly FileDescriptor _source;
    private readonly LogStream _stream;
    private readonly OutputHub _hub;
    private readonly EventLoop.Watch _watch;

    public OutputPump(EventLoop loop, FileDescriptor source, LogStream stream, OutputHub hub)
    {
        _loop = loop;
        _source = source;
        _stream = stream;
        _hub = hub;
        ReadWriteCalls.SetNonBlocking(source, on: true);
        _watch = loop.Add(source, PollEvents.In, this);
        hub.Add(this);
    }

    public bool Ended { get; private set; }

    public void OnReady(PollEvents events) => ReadOnce();

    public void Pause() => _watch.Pause();

    public void Resume() => _watch.Set(PollEvents.In);

    /// <summary>Reads all that is there now.</summary>
    public void Drain()
    {
        while (!Ended && ReadOnce())
        {
        }

        if (!Ended)
        {
            Resume();
        }
    }

    /// <summary>Reads no more, end of file or not.</summary>
    public void End()
    {
        if (!Ended)
        {
            Ended = true;
            _watch.Dispose();
            _source.Dispose();
            _hub.Complete(_stream);
        }
    }

    // False: there is nothing to read now. A terminal whose processes are gone reads EIO (pty(7) has no end of file).
    private bool ReadOnce()
    {
        var count = ReadWriteCalls.TryRead(_source, _loop.Scratch, out var errno);
        if (errno == Errno.EAGAIN)
        {
            return false;
        }

        if (count <= 0)
        {
            End();
            return false;
        }

        _hub.Publish(_stream, _loop.Scratch[..count]);
        return true;
    }
}
