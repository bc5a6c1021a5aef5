namespace Davit.Oci.Stats;

/// <summary>Processor time in nanoseconds, and how often the bandwidth limit (quota) stopped the group.</summary>
public sealed record CpuStats
{
    public ulong TotalUsage { get; init; }

    /// <summary>Time by processor; empty where the kernel does not count it (cgroup v2).</summary>
    public IReadOnlyList<ulong> PerCpuUsage { get; init; } = [];

    public ulong UserUsage { get; init; }

    public ulong KernelUsage { get; init; }

    /// <summary>Enforcement intervals that have passed.</summary>
    public ulong Periods { get; init; }

    /// <summary>Intervals in which the group was stopped.</summary>
    public ulong ThrottledPeriods { get; init; }

    /// <summary>Nanoseconds for which the group was stopped.</summary>
    public ulong ThrottledTime { get; init; }

    /// <summary>Pressure stall information; absent on cgroup v1 and on kernels without it.</summary>
    public PressureStats? Pressure { get; init; }
}
