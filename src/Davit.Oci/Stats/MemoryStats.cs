namespace Davit.Oci.Stats;

/// <summary>Memory in bytes. A limit that is not set is <see cref="ulong.MaxValue"/>.</summary>
public sealed record MemoryStats
{
    public const ulong Unlimited = ulong.MaxValue;

    /// <summary>Bytes charged, page cache included (docker's client subtracts the inactive file pages).</summary>
    public ulong Usage { get; init; }

    /// <summary>The most that was ever charged; 0 where the kernel does not say.</summary>
    public ulong MaxUsage { get; init; }

    public ulong Limit { get; init; } = Unlimited;

    /// <summary>How often the limit was hit (v1 <c>memory.failcnt</c>, v2 the <c>max</c> event).</summary>
    public ulong FailCount { get; init; }

    /// <summary>Swap alone on v2; memory and swap together on v1 (<c>memory.memsw</c>). Absent without swap accounting.</summary>
    public ulong? SwapUsage { get; init; }

    /// <summary>The limit that belongs to <see cref="SwapUsage"/>.</summary>
    public ulong? SwapLimit { get; init; }

    /// <summary>Processes of the group that the kernel killed for want of memory.</summary>
    public ulong OomKills { get; init; }

    /// <summary>All lines of <c>memory.stat</c>, under the kernel's own names.</summary>
    public IReadOnlyDictionary<string, ulong> Detail { get; init; } = new Dictionary<string, ulong>();

    /// <summary>Pressure stall information; absent on cgroup v1 and on kernels without it.</summary>
    public PressureStats? Pressure { get; init; }
}
