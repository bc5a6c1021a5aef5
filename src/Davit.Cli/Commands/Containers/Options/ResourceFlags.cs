using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary>Limits on processor, memory, disk and devices.</summary>
internal sealed class ResourceFlags
{
    private readonly IntFlag _cpuPercent = new("cpu-percent", '\0', "CPU percent (Windows only)");

    public IntFlag BlkioWeight { get; } = new("blkio-weight", '\0', "Block IO (relative weight), between 10 and 1000, or 0 to disable", 0, "uint16") { ShowZero = true };

    public ListFlag BlkioWeightDevice { get; } = new("blkio-weight-device", '\0', "Block IO weight (relative device weight)") { ShownDefault = "[]", Validate = FlagChecks.WeightDevice };

    public ListFlag DeviceReadBps { get; } = new("device-read-bps", '\0', "Limit read rate (bytes per second) from a device") { ShownDefault = "[]", Validate = FlagChecks.ByteRate };

    public ListFlag DeviceReadIops { get; } = new("device-read-iops", '\0', "Limit read rate (IO per second) from a device") { ShownDefault = "[]", Validate = FlagChecks.OperationRate };

    public ListFlag DeviceWriteBps { get; } = new("device-write-bps", '\0', "Limit write rate (bytes per second) to a device") { ShownDefault = "[]", Validate = FlagChecks.ByteRate };

    public ListFlag DeviceWriteIops { get; } = new("device-write-iops", '\0', "Limit write rate (IO per second) to a device") { ShownDefault = "[]", Validate = FlagChecks.OperationRate };

    public StringFlag CgroupParent { get; } = new("cgroup-parent", '\0', "Optional parent cgroup for the container");

    public IntFlag CpuCount { get; } = new("cpu-count", '\0', "CPU count (Windows only)");

    public IntFlag CpuPeriod { get; } = new("cpu-period", '\0', "Limit CPU CFS (Completely Fair Scheduler) period");

    public IntFlag CpuQuota { get; } = new("cpu-quota", '\0', "Limit CPU CFS (Completely Fair Scheduler) quota");

    public IntFlag CpuRealtimePeriod { get; } = new("cpu-rt-period", '\0', "Limit CPU real-time period in microseconds");

    public IntFlag CpuRealtimeRuntime { get; } = new("cpu-rt-runtime", '\0', "Limit CPU real-time runtime in microseconds");

    public IntFlag CpuShares { get; } = new("cpu-shares", 'c', "CPU shares (relative weight)");

    public DecimalFlag Cpus { get; } = new("cpus", '\0', "Number of CPUs");

    public StringFlag CpusetCpus { get; } = new("cpuset-cpus", '\0', "CPUs in which to allow execution (0-3, 0,1)");

    public StringFlag CpusetMems { get; } = new("cpuset-mems", '\0', "MEMs in which to allow execution (0-3, 0,1)");

    public ListFlag Device { get; } = new("device", '\0', "Add a host device to the container") { Completion = Completion.Files };

    public ListFlag DeviceCgroupRule { get; } = new("device-cgroup-rule", '\0', "Add a rule to the cgroup allowed devices list") { Validate = FlagChecks.DeviceRule };

    public ListFlag Gpus { get; } = new("gpus", '\0', "GPU devices to add to the container ('all' to pass all GPUs)", "gpu-request") { Validate = GpuRequest.Check };

    public BytesFlag IoMaximumBandwidth { get; } = new("io-maxbandwidth", '\0', "Maximum IO bandwidth limit for the system drive (Windows only)");

    public IntFlag IoMaximumOperations { get; } = new("io-maxiops", '\0', "Maximum IOps limit for the system drive (Windows only)", 0, "uint");

    public BytesFlag KernelMemory { get; } = new("kernel-memory", '\0', "Kernel memory limit");

    public BytesFlag Memory { get; } = new("memory", 'm', "Memory limit");

    public BytesFlag MemoryReservation { get; } = new("memory-reservation", '\0', "Memory soft limit");

    public BytesFlag MemorySwap { get; } = new("memory-swap", '\0', "Swap limit equal to memory plus swap: '-1' to enable unlimited swap") { AllowMinusOne = true };

    public IntFlag MemorySwappiness { get; } = new("memory-swappiness", '\0', "Tune container memory swappiness (0 to 100)", -1);

    public BoolFlag OomKillDisable { get; } = new("oom-kill-disable", '\0', "Disable OOM Killer");

    public IntFlag OomScoreAdjust { get; } = new("oom-score-adj", '\0', "Tune host's OOM preferences (-1000 to 1000)");

    public IntFlag PidsLimit { get; } = new("pids-limit", '\0', "Tune container pids limit (set -1 for unlimited)");

    public BytesFlag ShmSize { get; } = new("shm-size", '\0', "Size of /dev/shm");

    public ListFlag Ulimit { get; } = new("ulimit", '\0', "Ulimit options", "ulimit") { ShownDefault = "[]", Validate = UlimitText.Check };

    public long CpuPercent => _cpuPercent.Value;

    public IEnumerable<Flag> All =>
    [
        _cpuPercent, BlkioWeight, BlkioWeightDevice, DeviceReadBps, DeviceReadIops, DeviceWriteBps, DeviceWriteIops, CgroupParent, CpuCount,
        CpuPeriod, CpuQuota, CpuRealtimePeriod, CpuRealtimeRuntime, CpuShares, Cpus, CpusetCpus, CpusetMems, Device, DeviceCgroupRule, Gpus,
        IoMaximumBandwidth, IoMaximumOperations, KernelMemory, Memory, MemoryReservation, MemorySwap, MemorySwappiness, OomKillDisable,
        OomScoreAdjust, PidsLimit, ShmSize, Ulimit,
    ];
}
