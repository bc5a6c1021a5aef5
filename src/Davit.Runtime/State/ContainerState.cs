namespace Davit.Runtime.State;

/// <summary>What <c>davit oci</c> keeps about a container, in <c>state.json</c>; members are named as in runc's where they match.</summary>
internal sealed record ContainerState
{
    public required string Id { get; init; }

    public required int InitProcessPid { get; init; }

    /// <summary>Start time of the process in clock ticks (proc_pid_stat(5)): tells it from a later one with its number.</summary>
    public required ulong InitProcessStart { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string Bundle { get; init; }

    public required string Rootfs { get; init; }

    public required string CgroupPath { get; init; }

    public string Owner { get; init; } = "root";
}
