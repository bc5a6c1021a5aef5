namespace Davit.Engine.Containers;

/// <summary>Limits and devices (the Engine API's <c>Resources</c>); zero is "not said".</summary>
public sealed record HostResources
{
    public long CpuShares { get; init; }

    /// <summary>Bytes.</summary>
    public long Memory { get; init; }

    /// <summary>Billionths of a CPU.</summary>
    public long NanoCpus { get; init; }

    public string CgroupParent { get; init; } = "";

    public int BlkioWeight { get; init; }

    public IReadOnlyList<BlockWeightDevice>? BlkioWeightDevice { get; init; }

    public IReadOnlyList<BlockThrottleDevice>? BlkioDeviceReadBps { get; init; }

    public IReadOnlyList<BlockThrottleDevice>? BlkioDeviceWriteBps { get; init; }

    public IReadOnlyList<BlockThrottleDevice>? BlkioDeviceReadIOps { get; init; }

    public IReadOnlyList<BlockThrottleDevice>? BlkioDeviceWriteIOps { get; init; }

    /// <summary>Microseconds.</summary>
    public long CpuPeriod { get; init; }

    /// <summary>Microseconds.</summary>
    public long CpuQuota { get; init; }

    public long CpuRealtimePeriod { get; init; }

    public long CpuRealtimeRuntime { get; init; }

    public string CpusetCpus { get; init; } = "";

    public string CpusetMems { get; init; } = "";

    public IReadOnlyList<DeviceMapping>? Devices { get; init; }

    public IReadOnlyList<string>? DeviceCgroupRules { get; init; }

    public IReadOnlyList<DeviceRequest>? DeviceRequests { get; init; }

    public long KernelMemory { get; init; }

    public long KernelMemoryTcp { get; init; }

    public long MemoryReservation { get; init; }

    /// <summary>Memory and swap together, bytes; -1: unlimited swap.</summary>
    public long MemorySwap { get; init; }

    public long? MemorySwappiness { get; init; }

    public bool? OomKillDisable { get; init; }

    public long? PidsLimit { get; init; }

    public IReadOnlyList<Ulimit>? Ulimits { get; init; }

    /// <summary>Windows only; refused.</summary>
    public long CpuCount { get; init; }

    /// <summary>Windows only; refused.</summary>
    public long CpuPercent { get; init; }

    /// <summary>Windows only; refused.</summary>
    public ulong IOMaximumIOps { get; init; }

    /// <summary>Windows only; refused.</summary>
    public ulong IOMaximumBandwidth { get; init; }
}
