using Davit.Linux;
using Davit.Linux.Processes;

namespace Davit.Shim.Client;

/// <summary>A shim process that this daemon has started: a child that it reaps.</summary>
/// <param name="Launch">Takes the order to serve a container; its end of file ends a shim that has none. Whoever holds this disposes it.</param>
internal sealed record ShimChild(int Pid, FileDescriptor Launch)
{
    /// <summary>
    /// Called when the process has closed its connections: it is ending. Waits for that, which takes no time, on another
    /// thread; a daemon that is gone leaves this to the system's init.
    /// </summary>
    public void Reap() => _ = Task.Run(() =>
    {
        try
        {
            WaitCalls.Wait(Pid);
        }
        catch (LinuxException)
        {
            // Somebody else in this process reaped all children.
        }
    });
}
