using Davit.Linux;
using Davit.Linux.Memory;
using Davit.Linux.Polling;

namespace Davit.Shim.Server;

/// <summary>
/// The shim's only thread: waits for descriptors and times, and calls handlers one after the other. One event is taken at a time, so
/// that no handler is called for a descriptor that another one has just closed.
/// </summary>
internal sealed class EventLoop(TimeProvider time) : IDisposable
{
    /// <summary>Bytes of output taken at once: what a pipe holds (pipe(7)).</summary>
    public const int ScratchLength = 64 * 1024;

    private readonly Epoll _epoll = new();
    private readonly List<Watch?> _watches = [];
    private readonly List<Timer> _timers = [];
    private readonly PageMemory _scratch = new(ScratchLength);
    private bool _stopped;

    /// <summary>Called after <see cref="IdleMilliseconds"/> without an event, once per pause.</summary>
    public Action? Idle { get; set; }

    /// <summary>A buffer for use within one handler call.</summary>
    public Span<byte> Scratch => _scratch.Span;

    private static int IdleMilliseconds => 500;

    /// <summary>Watches a descriptor, which stays the caller's, until the watch is disposed (before the descriptor).</summary>
    public Watch Add(FileDescriptor file, PollEvents events, IReadyHandler handler)
    {
        var key = _watches.IndexOf(null);
        if (key < 0)
        {
            key = _watches.Count;
            _watches.Add(null);
        }

        var watch = new Watch(this, file, key, handler);
        _watches[key] = watch;
        watch.Set(events);
        return watch;
    }

    /// <summary>Calls <paramref name="action"/> once, after a time.</summary>
    public void After(TimeSpan delay, Action action) => _timers.Add(new Timer(time.GetTimestamp(), delay, action));

    public void Stop() => _stopped = true;

    public void Run()
    {
        Span<EpollEvent> events = stackalloc EpollEvent[1];
        var idle = true;
        var lastEvent = time.GetTimestamp();
        while (!_stopped)
        {
            if (_epoll.Wait(events, Earlier(NextTimer(), idle ? -1 : IdleMilliseconds)) > 0)
            {
                idle = false;
                lastEvent = time.GetTimestamp();
                _watches[(int)events[0].Key]?.Handler.OnReady(events[0].Events);
            }
            else if (!idle && time.GetElapsedTime(lastEvent).TotalMilliseconds >= IdleMilliseconds)
            {
                idle = true;
                _scratch.Discard();
                Idle?.Invoke();
            }

            RunTimers();
        }
    }

    public void Dispose()
    {
        _epoll.Dispose();
        _scratch.Dispose();
    }

    // Milliseconds, rounded up; -1: no timer is set.
    private int NextTimer()
    {
        var next = -1;
        foreach (var timer in _timers)
        {
            var left = (int)Math.Ceiling(Math.Max(0, (timer.Delay - time.GetElapsedTime(timer.Set)).TotalMilliseconds));
            next = next < 0 ? left : Math.Min(next, left);
        }

        return next;
    }

    // Of two waits, of which -1 is for ever.
    private static int Earlier(int first, int second) =>
        first < 0 ? second : second < 0 ? first : Math.Min(first, second);

    private void RunTimers()
    {
        for (var i = _timers.Count - 1; i >= 0; i--)
        {
            var timer = _timers[i];
            if (time.GetElapsedTime(timer.Set) >= timer.Delay)
            {
                _timers.RemoveAt(i);
                timer.Action();
                i = Math.Min(i, _timers.Count);
            }
        }
    }

    private readonly record struct Timer(long Set, TimeSpan Delay, Action Action);

    /// <summary>One watched descriptor.</summary>
    internal sealed class Watch(EventLoop loop, FileDescriptor file, int key, IReadyHandler handler) : IDisposable
    {
        private bool _added;
        private bool _disposed;
        private PollEvents _events;

        public IReadyHandler Handler => handler;

        /// <summary>Events to be called for; errors and hang-ups always are, while not paused.</summary>
        public void Set(PollEvents events)
        {
            if (_disposed || (_added && events == _events))
            {
                return;
            }

            if (_added)
            {
                loop._epoll.Modify(file, events, (ulong)key);
            }
            else
            {
                loop._epoll.Add(file, events, (ulong)key);
            }

            _added = true;
            _events = events;
        }

        /// <summary>No calls at all until <see cref="Set"/>.</summary>
        public void Pause()
        {
            if (_added)
            {
                loop._epoll.Remove(file);
                _added = false;
            }
        }

        public void Dispose()
        {
            if (!_disposed)
            {
                Pause();
                _disposed = true;
                loop._watches[key] = null;
            }
        }
    }
}
