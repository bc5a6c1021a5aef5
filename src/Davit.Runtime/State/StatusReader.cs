using Davit.Runtime.Cgroups;

namespace Davit.Runtime.State;

/// <summary>The status of a container: what its process, its socket and its cgroup say.</summary>
internal static class StatusReader
{
    public static ContainerStatus Read(ContainerStore store, ContainerState state)
    {
        if (!IsAlive(state))
        {
            return ContainerStatus.Stopped;
        }

        if (store.IsWaiting(state.Id))
        {
            return ContainerStatus.Created;
        }

        using var cgroup = TryOpenCgroup(state);
        return cgroup?.IsFrozen == true ? ContainerStatus.Paused : ContainerStatus.Running;
    }

    /// <summary>The process lives and is the one that was recorded.</summary>
    public static bool IsAlive(ContainerState state) =>
        ProcessStat.Read(state.InitProcessPid) is { IsDead: false } stat && stat.StartTime == state.InitProcessStart;

    public static string NameOf(ContainerStatus status) => status switch
    {
        ContainerStatus.Created => "created",
        ContainerStatus.Running => "running",
        ContainerStatus.Paused => "paused",
        _ => "stopped",
    };

    /// <summary>The container's cgroup; null if there is none any more.</summary>
    public static CgroupHandle? TryOpenCgroup(ContainerState state)
    {
        try
        {
            return CgroupHandle.Open(CgroupHost.Detect(), state.CgroupPath);
        }
        catch (CgroupException)
        {
            return null;
        }
    }
}
