using Davit.Linux;
using Davit.Linux.Polling;
using Davit.Linux.Processes;

namespace Davit.Shim.Server;

/// <summary>
/// SIGTERM means that the host goes down (systemd sends it to what is left when all services have stopped): the container is stopped as its
/// owner would, and its exit recorded, so that the next start of the engine can go by its restart policy.
/// </summary>
internal sealed class TerminationWatch : IReadyHandler, IDisposable
{
    private readonly FileDescriptor _signals = SignalDescriptor.Create((int)Signal.SIGTERM);
    private readonly ContainerTask _task;
    private readonly EventLoop.Watch _watch;

    public TerminationWatch(EventLoop loop, ContainerTask task)
    {
        _task = task;
        _watch = loop.Add(_signals, PollEvents.In, this);
    }

    public void OnReady(PollEvents events)
    {
        while (SignalDescriptor.Next(_signals) != 0)
        {
        }

        _task.Stop();
    }

    public void Dispose()
    {
        _watch.Dispose();
        _signals.Dispose();
    }
}
