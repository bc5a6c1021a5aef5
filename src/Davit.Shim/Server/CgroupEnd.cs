using Davit.Linux.Processes;
using Davit.Runtime.Cgroups;

namespace Davit.Shim.Server;

/// <summary>The end of a container's control group.</summary>
internal static class CgroupEnd
{
    private const int Attempts = 200;

    /// <summary>
    /// Kills what is left in the group, frozen or not, and removes it. Processes that are not this process's children take a moment to be
    /// reaped by whose they are; a second at most is waited for that.
    /// </summary>
    /// <exception cref="CgroupException">A process cannot be killed (it hangs in the kernel).</exception>
    public static void KillAndRemove(CgroupHandle cgroup)
    {
        for (var attempt = 0; cgroup.Pids(recursive: true).Count > 0; attempt++)
        {
            if (attempt == Attempts)
            {
                throw new CgroupException($"control group {cgroup.Path}: processes in it cannot be killed");
            }

            cgroup.KillAll((int)Signal.SIGKILL);
            if (cgroup.IsFrozen)
            {
                cgroup.Thaw();
            }

            if (attempt > 0)
            {
                Thread.Sleep(5);
            }
        }

        cgroup.Remove();
    }
}
