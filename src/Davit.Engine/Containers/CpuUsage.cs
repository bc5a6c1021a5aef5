namespace Davit.Engine.Containers;

/// <summary>CPU time, nanoseconds.</summary>
public sealed record CpuUsage
{
    public ulong Total { get; init; }

    /// <summary>cgroup v1 only.</summary>
    public IReadOnlyList<ulong>? PerCpu { get; init; }

    public ulong Kernel { get; init; }

    public ulong User { get; init; }

    /// <summary>Of the whole machine; 0 when there was no sample.</summary>
    public ulong System { get; init; }

    public uint OnlineCpus { get; init; }

    public ulong Periods { get; init; }

    public ulong ThrottledPeriods { get; init; }

    public ulong ThrottledTime { get; init; }
}
