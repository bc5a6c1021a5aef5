using Davit.Api.Stats;
using Davit.Engine.Containers;
using CpuUsage = Davit.Engine.Containers.CpuUsage;

namespace Davit.Daemon.Mapping;

/// <summary>Samples of resource use.</summary>
internal static class StatsMapping
{
    public static ContainerStats ToWire(ContainerUsage usage) => new()
    {
        Name = "/" + usage.Name,
        Id = usage.Id,
        OsType = "linux",
        Read = GoTime.Format(usage.Read),
        PreRead = GoTime.Format(usage.PreRead),
        PidsStats = new PidsStats { Current = usage.PidsCurrent, Limit = usage.Running && usage.PidsLimit == 0 ? ulong.MaxValue : usage.PidsLimit },
        BlkioStats = usage.Running ? BlockIo(usage) : new BlkioStats(),
        CpuStats = ToWire(usage.Cpu),
        PreCpuStats = ToWire(usage.PreCpu),
        MemoryStats = new MemoryStats
        {
            Usage = usage.Memory.Usage,
            MaxUsage = usage.Memory.MaxUsage ?? 0,
            FailCount = usage.Memory.FailCount ?? 0,
            Limit = usage.Memory.Limit,
            Stats = usage.Memory.Stats.Count > 0 ? usage.Memory.Stats : null,
        },
        Networks = usage.Networks.Count > 0
            ? usage.Networks.ToDictionary(network => network.Key, network => ToWire(network.Value), StringComparer.Ordinal)
            : null,
    };

    private static BlkioStats BlockIo(ContainerUsage usage) => new()
    {
        IoServiceBytesRecursive = [.. usage.IoServiceBytes.Select(ToWire)],
        IoServicedRecursive = [.. usage.IoServiced.Select(ToWire)],
        IoQueueRecursive = [],
        IoServiceTimeRecursive = [],
        IoWaitTimeRecursive = [],
        IoMergedRecursive = [],
        IoTimeRecursive = [],
        SectorsRecursive = [],
    };

    private static BlkioStatEntry ToWire(BlockIoEntry entry) =>
        new() { Major = entry.Major, Minor = entry.Minor, Op = entry.Operation, Value = entry.Value };

    private static CpuStats ToWire(CpuUsage cpu) => new()
    {
        CpuUsage = new Davit.Api.Stats.CpuUsage
        {
            TotalUsage = cpu.Total,
            PercpuUsage = cpu.PerCpu,
            UsageInKernelmode = cpu.Kernel,
            UsageInUsermode = cpu.User,
        },
        SystemCpuUsage = cpu.System,
        OnlineCpus = cpu.OnlineCpus,
        ThrottlingData = new ThrottlingData
        {
            Periods = cpu.Periods,
            ThrottledPeriods = cpu.ThrottledPeriods,
            ThrottledTime = cpu.ThrottledTime,
        },
    };

    private static NetworkStats ToWire(InterfaceUsage usage) => new()
    {
        RxBytes = usage.RxBytes,
        RxPackets = usage.RxPackets,
        RxErrors = usage.RxErrors,
        RxDropped = usage.RxDropped,
        TxBytes = usage.TxBytes,
        TxPackets = usage.TxPackets,
        TxErrors = usage.TxErrors,
        TxDropped = usage.TxDropped,
    };
}
