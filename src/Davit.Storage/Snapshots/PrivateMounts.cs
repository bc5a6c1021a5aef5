using System.Runtime.ExceptionServices;
using Davit.Linux;
using Davit.Linux.Mounts;
using Davit.Linux.Processes;

namespace Davit.Storage.Snapshots;

/// <summary>
/// A mount namespace for a moment: a thread of its own gets one (unshare(2)), so that what it mounts is nowhere in the host's tree. For
/// kernels that cannot build a mount without attaching it.
/// </summary>
internal static class PrivateMounts
{
    /// <summary>Runs <paramref name="action"/> there. Its mounts last as long as a descriptor of them or of the namespace.</summary>
    public static T Run<T>(Func<T> action)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Enter();
                result = action();
            }
            catch (Exception caught)
            {
                failure = ExceptionDispatchInfo.Capture(caught);
            }
        })
        { IsBackground = true, Name = "private mounts" };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }

    private static void Enter()
    {
        var errno = ProcessCalls.TryUnshare(CloneFlags.NewMount);
        if (errno != Errno.None)
        {
            throw new LinuxException(errno, "unshare", "mount namespace");
        }

        // Slave: what the host unmounts goes here too, nothing of this goes there.
        MountCalls.Mount(null, "/", null, MountFlags.Slave | MountFlags.Recursive);
    }
}
