using Davit.Linux;
using Davit.Linux.Polling;
using Davit.Linux.Processes;

namespace Davit.Shim.Server;

/// <summary>
/// Reaps every child of the shim: the container's init, execs, helpers, and what fell to it as child subreaper. The only place that
/// waits for "any child"; code that waits for one child of its own does so before the loop goes on.
/// </summary>
internal sealed class ProcessReaper : IReadyHandler, IDisposable
{
    private readonly FileDescriptor _signals = SignalDescriptor.Create((int)Signal.SIGCHLD);
    private readonly Dictionary<int, Action<WaitStatus>> _expected = [];
    private readonly EventLoop.Watch _watch;

    public ProcessReaper(EventLoop loop) => _watch = loop.Add(_signals, PollEvents.In, this);

    /// <summary>Calls <paramref name="ended"/> from the loop when this child has ended.</summary>
    public void Expect(int pid, Action<WaitStatus> ended) => _expected[pid] = ended;

    public void OnReady(PollEvents events)
    {
        while (SignalDescriptor.Next(_signals) != 0)
        {
        }

        // One signal may stand for several children (signal(7)).
        while (WaitCalls.PollAny() is { } status)
        {
            if (_expected.Remove(status.Pid, out var ended))
            {
                ended(status);
            }
        }
    }

    public void Dispose()
    {
        _watch.Dispose();
        _signals.Dispose();
    }
}
