using Davit.Linux;
using Davit.Runtime.Cgroups;
using Davit.Shim.Server;

namespace Davit.Shim.Client;

/// <summary>
/// Clears up after a shim that died before its container. The container is killed: nobody reads its output any more, and its exit
/// status is lost.
/// </summary>
internal static class ShimRecovery
{
    private const int KilledExitCode = 137;

    /// <summary>Gives the exit that the shim recorded, or records one. Safe to repeat, and when nothing is left.</summary>
    public static TaskExit Recover(ShimDirectory directory, ShimIdentity identity)
    {
        var recorded = TaskExit.Read(identity.ExitFile);
        var exit = recorded ?? new TaskExit
        {
            ExitCode = KilledExitCode,
            FinishedAt = TimeProvider.System.GetUtcNow(),
            Error = directory.DescribeDeath(),
        };
        if (KillRest(identity) is { } failure)
        {
            exit = exit with { Error = exit.Error is null ? failure : $"{exit.Error}; {failure}" };
        }

        if (recorded is null)
        {
            exit.Write(identity.ExitFile, durable: true);
        }

        directory.Remove();
        return exit;
    }

    private static string? KillRest(ShimIdentity identity)
    {
        try
        {
            if (identity.CgroupPath is { } path)
            {
                using var cgroup = CgroupHandle.Open(CgroupHost.Detect(), path);
                CgroupEnd.KillAndRemove(cgroup);
            }

            return null;
        }
        catch (Exception failure) when (failure is CgroupException or LinuxException or IOException)
        {
            return failure.Message;
        }
    }
}
