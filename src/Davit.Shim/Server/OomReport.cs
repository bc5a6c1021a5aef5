using Davit.Linux;
using Davit.Linux.Polling;
using Davit.Runtime.Cgroups;

namespace Davit.Shim.Server;

/// <summary>
/// Sees that processes of a group are killed for want of memory, and tells who waits for it: every time once, also when it happened
/// before anybody asked. <see cref="Stop"/> lets the descriptors go.
/// </summary>
internal sealed class OomReport(EventLoop loop) : IReadyHandler
{
    private static readonly TimeSpan s_firstLook = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_lastLook = TimeSpan.FromMilliseconds(320);

    private readonly List<Answer> _waiting = [];
    private OomWatch? _watch;
    private EventLoop.Watch? _ready;
    private bool _untold;

    /// <summary>Something was killed since <see cref="Watch"/>.</summary>
    public bool Seen { get; private set; }

    /// <summary>Begins to watch; without a group, or without a memory controller, nothing is ever seen.</summary>
    public void Watch(CgroupHandle? group)
    {
        _watch = group?.WatchOom();
        _ready = _watch is null ? null : loop.Add(_watch.Descriptor, PollEvents.In, this);
    }

    /// <summary>Answers at the next kill that nobody was told of.</summary>
    public void Wait(Answer answer)
    {
        if (_untold)
        {
            _untold = false;
            answer.Done();
        }
        else
        {
            _waiting.Add(answer);
        }
    }

    public void OnReady(PollEvents events) => LookUntilSeen(s_firstLook);

    /// <summary>Looks now; true: something was killed since the last look.</summary>
    public bool Look()
    {
        if (!HasKilled())
        {
            return false;
        }

        Seen = true;
        _untold = _waiting.Count == 0;
        _waiting.ForEach(answer => answer.Done());
        _waiting.Clear();
        return true;
    }

    /// <summary>Ends the watch; what was seen stays.</summary>
    public void Stop()
    {
        _ready?.Dispose();
        _watch?.Dispose();
        _ready = null;
        _watch = null;
    }

    // Version 1 notifies before it kills, and when a group is out of memory whose killer is switched off: look again, but not for ever.
    private void LookUntilSeen(TimeSpan delay)
    {
        if (!Look() && _watch is not null && delay <= s_lastLook)
        {
            loop.After(delay, () => LookUntilSeen(delay * 2));
        }
    }

    private bool HasKilled()
    {
        try
        {
            return _watch?.Take() > 0;
        }
        catch (LinuxException)
        {
            // A group below was removed while it was read: the next look reads what is left.
            return false;
        }
    }
}
