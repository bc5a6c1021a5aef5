using Davit.Linux;
using Davit.Linux.Processes;

namespace Davit.Runtime.Launching;

/// <summary>
/// While it lives, children of the calling thread are made in another pid namespace (setns(2) with CLONE_NEWPID changes only
/// where children go, and only for the thread). Dispose on the same thread takes it back.
/// </summary>
internal sealed class PidNamespaceScope : IDisposable
{
    private readonly FileDescriptor? own;

    private PidNamespaceScope(FileDescriptor? own) => this.own = own;

    /// <summary>No path: nothing changes.</summary>
    public static PidNamespaceScope Enter(string? path)
    {
        if (path is null)
        {
            return new PidNamespaceScope(null);
        }

        try
        {
            using var target = SlotOpener.OpenNamespace(path);
            var own = SlotOpener.OpenNamespace("/proc/thread-self/ns/pid");
            var errno = ProcessCalls.TrySetNamespace(target, (int)CloneFlags.NewPid);
            if (errno == Errno.None)
            {
                return new PidNamespaceScope(own);
            }

            own.Dispose();
            throw new LinuxException(errno, "setns", path);
        }
        catch (LinuxException failure)
        {
            var step = $"join pid namespace {path}";
            throw new LaunchException(LaunchFailure.Other, $"{step}: {failure.Errno.Describe()}", failure)
            {
                Step = step,
                Errno = failure.Errno,
            };
        }
    }

    public void Dispose()
    {
        if (own is not null)
        {
            var errno = ProcessCalls.TrySetNamespace(own, (int)CloneFlags.NewPid);
            own.Dispose();
            if (errno != Errno.None)
            {
                // Every later child would land in the container: better none than that.
                Environment.FailFast($"cannot return to the own pid namespace: {errno.Describe()}");
            }
        }
    }
}
