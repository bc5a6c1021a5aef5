using System.Text.Json.Serialization;

namespace Davit.Api.Containers;

/// <summary>Limits of a container; the members that <c>POST /containers/{id}/update</c> may change. Sizes are bytes, CPU times microseconds, NanoCpus 1e-9 CPUs.</summary>
public abstract record Resources
{
    public long CpuShares { get; set; }

    public long Memory { get; set; }

    public long NanoCpus { get; set; }

    public string CgroupParent { get; set; } = "";

    public ushort BlkioWeight { get; set; }

    public IReadOnlyList<WeightDevice>? BlkioWeightDevice { get; set; }

    public IReadOnlyList<ThrottleDevice>? BlkioDeviceReadBps { get; set; }

    public IReadOnlyList<ThrottleDevice>? BlkioDeviceWriteBps { get; set; }

    public IReadOnlyList<ThrottleDevice>? BlkioDeviceReadIOps { get; set; }

    public IReadOnlyList<ThrottleDevice>? BlkioDeviceWriteIOps { get; set; }

    public long CpuPeriod { get; set; }

    public long CpuQuota { get; set; }

    public long CpuRealtimePeriod { get; set; }

    public long CpuRealtimeRuntime { get; set; }

    public string CpusetCpus { get; set; } = "";

    public string CpusetMems { get; set; } = "";

    public IReadOnlyList<DeviceMapping>? Devices { get; set; }

    public IReadOnlyList<string>? DeviceCgroupRules { get; set; }

    public IReadOnlyList<DeviceRequest>? DeviceRequests { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long KernelMemory { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long KernelMemoryTCP { get; set; }

    public long MemoryReservation { get; set; }

    /// <summary>Memory plus swap; -1 is unlimited swap.</summary>
    public long MemorySwap { get; set; }

    public long? MemorySwappiness { get; set; }

    public bool? OomKillDisable { get; set; }

    public long? PidsLimit { get; set; }

    public IReadOnlyList<Ulimit>? Ulimits { get; set; }

    public long CpuCount { get; set; }

    public long CpuPercent { get; set; }

    public ulong IOMaximumIOps { get; set; }

    public ulong IOMaximumBandwidth { get; set; }
}
