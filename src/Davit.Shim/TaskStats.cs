namespace Davit.Shim;

/// <summary>What a container used, read from its control groups. Times in nanoseconds, sizes in bytes.</summary>
public sealed record TaskStats
{
    public DateTimeOffset ReadAt { get; init; }

    public long CpuTotal { get; init; }
    public long CpuUser { get; init; }
    public long CpuKernel { get; init; }

    /// <summary>Time by processor; empty where the kernel does not count it (cgroup v2).</summary>
    public IReadOnlyList<long> CpuPerProcessor { get; init; } = [];

    public long ThrottlePeriods { get; init; }
    public long ThrottledPeriods { get; init; }
    public long ThrottledTime { get; init; }

    public long MemoryUsage { get; init; }

    /// <summary>The highest usage; 0 where the kernel does not record it.</summary>
    public long MemoryMaxUsage { get; init; }

    /// <summary>The limit; 0: none.</summary>
    public long MemoryLimit { get; init; }

    public long MemoryFailCount { get; init; }

    /// <summary>Lines of <c>memory.stat</c>.</summary>
    public IReadOnlyDictionary<string, long> MemoryDetails { get; init; } = new Dictionary<string, long>();

    public long PidsCurrent { get; init; }

    /// <summary>The limit; 0: none.</summary>
    public long PidsLimit { get; init; }

    public IReadOnlyList<BlockIoCount> IoServiceBytes { get; init; } = [];
    public IReadOnlyList<BlockIoCount> IoServiced { get; init; } = [];

    /// <summary>The control groups are version 2 (docker's clients compute memory differently).</summary>
    public bool Unified { get; init; }
}
