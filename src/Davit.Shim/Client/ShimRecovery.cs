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

    /// <summary>
    /// Gives the exit that the shim recorded, or records one; null: the container had not been started. Safe to repeat, and when nothing
    /// is left.
    /// </summary>
    public static TaskExit? Recover(ShimDirectory directory, ShimIdentity identity)
    {
        var failure = KillRest(identity);
        var exit = TaskExit.Read(identity.ExitFile);
        if (exit is null && File.Exists(directory.TaskPidFile))
        {
            exit = Killed(failure is null ? directory.DescribeDeath() : $"{directory.DescribeDeath()}; {failure}");
            exit.Write(identity.ExitFile, durable: true);
        }

        directory.Remove();
        return exit;
    }

    /// <summary>The exit of a container whose shim was killed.</summary>
    public static TaskExit Killed(string error) => new()
    {
        ExitCode = KilledExitCode,
        FinishedAt = TimeProvider.System.GetUtcNow(),
        Error = error,
    };

    private static string? KillRest(ShimIdentity identity)
    {
        try
        {
            if (identity.CgroupPath is { } path)
            {
                using var cgroup = CgroupHandle.TryOpen(CgroupHost.Detect(), path);
                if (cgroup is not null)
                {
                    CgroupEnd.KillAndRemove(cgroup);
                }
            }

            return null;
        }
        catch (Exception failure) when (failure is CgroupException or LinuxException or IOException)
        {
            return failure.Message;
        }
    }
}
