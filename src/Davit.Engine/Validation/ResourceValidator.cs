using Davit.Engine.Containers;
using Davit.Engine.Specs;

namespace Davit.Engine.Validation;

/// <summary>
/// Checks limits against each other and the host. A limit whose controller is missing is an error: docker warns and goes on
/// without it, Davit does not promise what it does not keep.
/// </summary>
internal static class ResourceValidator
{
    private const long MinimumMemory = 6L << 20;
    private const long NanosecondsPerCpu = 1_000_000_000;

    public static IReadOnlyList<string> Validate(HostResources resources, HostFacts host)
    {
        var errors = new List<string>();
        CheckMemory(errors, resources);
        CheckCpu(errors, resources, host);
        CheckBlockIo(errors, resources);
        CheckControllers(errors, resources, host);
        CheckUnsupported(errors, resources, host);
        if (resources.PidsLimit is < -1)
        {
            errors.Add($"invalid PidsLimit {resources.PidsLimit}: want a number, or -1 or 0 for no limit");
        }

        UlimitValidator.Validate(errors, resources.Ulimits);
        return errors;
    }

    private static void CheckMemory(List<string> errors, HostResources resources)
    {
        if (resources.Memory != 0 && resources.Memory < MinimumMemory)
        {
            errors.Add("Minimum memory limit allowed is 6MB");
        }

        if (resources.Memory > 0 && resources.MemorySwap > 0 && resources.MemorySwap < resources.Memory)
        {
            errors.Add("Minimum memoryswap limit should be larger than memory limit, see usage");
        }

        if (resources.Memory == 0 && resources.MemorySwap > 0)
        {
            errors.Add("You should always set the Memory limit when using Memoryswap limit, see usage");
        }

        if (resources.MemorySwap < -1)
        {
            errors.Add($"invalid MemorySwap {resources.MemorySwap}");
        }

        if (resources.MemorySwappiness is { } swappiness and not -1 && swappiness is < 0 or > 100)
        {
            errors.Add($"Invalid value: {resources.MemorySwappiness}, valid memory swappiness range is 0-100");
        }

        if (resources.MemoryReservation != 0 && resources.MemoryReservation < MinimumMemory)
        {
            errors.Add("Minimum memory reservation allowed is 6MB");
        }

        if (resources.Memory > 0 && resources.MemoryReservation > 0 && resources.Memory < resources.MemoryReservation)
        {
            errors.Add("Minimum memory limit can not be less than memory reservation limit, see usage");
        }
    }

    private static void CheckCpu(List<string> errors, HostResources resources, HostFacts host)
    {
        if (resources.NanoCpus > 0 && resources.CpuPeriod > 0)
        {
            errors.Add("Conflicting options: Nano CPUs and CPU Period cannot both be set");
        }

        if (resources.NanoCpus > 0 && resources.CpuQuota > 0)
        {
            errors.Add("Conflicting options: Nano CPUs and CPU Quota cannot both be set");
        }

        if (resources.NanoCpus < 0 || resources.NanoCpus > host.Cpus * NanosecondsPerCpu || resources.NanoCpus is > 0 and < NanosecondsPerCpu / 100)
        {
            errors.Add($"range of CPUs is from 0.01 to {host.Cpus}.00, as there are only {host.Cpus} CPUs available");
        }

        if (resources.CpuShares < 0)
        {
            errors.Add($"invalid CPU shares ({resources.CpuShares}): value must be a positive integer");
        }

        if (resources.CpuPeriod != 0 && resources.CpuPeriod is < 1000 or > 1_000_000)
        {
            errors.Add("CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)");
        }

        if (resources.CpuQuota is > 0 and < 1000)
        {
            errors.Add("CPU cfs quota can not be less than 1ms (i.e. 1000)");
        }

        CheckSet(errors, "cpuset cpus", "CPUs", resources.CpusetCpus, host.OnlineCpus);
        CheckSet(errors, "cpuset mems", "memory nodes", resources.CpusetMems, host.MemoryNodes);
    }

    private static void CheckSet(List<string> errors, string option, string what, string asked, string available)
    {
        if (asked.Length == 0)
        {
            return;
        }

        if (!CpuList.TryParse(asked, out var wanted))
        {
            errors.Add($"Invalid value {asked} for {option}");
        }
        else if (CpuList.TryParse(available, out var there) && !wanted.IsSubsetOf(there))
        {
            errors.Add($"Requested {what} are not available - requested {asked}, available: {available}");
        }
    }

    private static void CheckBlockIo(List<string> errors, HostResources resources)
    {
        if (resources.BlkioWeight != 0 && resources.BlkioWeight is < 10 or > 1000)
        {
            errors.Add("Range of blkio weight is from 10 to 1000");
        }

        foreach (var device in resources.BlkioWeightDevice ?? [])
        {
            if (device.Weight is < 10 or > 1000)
            {
                errors.Add($"invalid BlkioWeightDevice {device.Path}: range of blkio weight is from 10 to 1000");
            }
        }
    }

    private static void CheckControllers(List<string> errors, HostResources resources, HostFacts host)
    {
        var needsIo = resources.BlkioWeight != 0 || HasAny(resources.BlkioWeightDevice) || HasAny(resources.BlkioDeviceReadBps)
            || HasAny(resources.BlkioDeviceWriteBps) || HasAny(resources.BlkioDeviceReadIOps) || HasAny(resources.BlkioDeviceWriteIOps);
        Need(errors, host, "memory", "Memory", resources.Memory != 0 || resources.MemoryReservation != 0 || resources.MemorySwap > 0);
        Need(errors, host, "cpu", "CpuShares, CpuQuota, CpuPeriod or NanoCpus",
            resources.CpuShares != 0 || resources.CpuQuota != 0 || resources.CpuPeriod != 0 || resources.NanoCpus != 0);
        Need(errors, host, "cpuset", "CpusetCpus or CpusetMems", resources.CpusetCpus.Length + resources.CpusetMems.Length > 0);
        Need(errors, host, "io", "Blkio limits", needsIo);
        Need(errors, host, "pids", "PidsLimit", resources.PidsLimit is > 0);
        if (resources.MemorySwap > 0 && resources.MemorySwap != resources.Memory && !host.SwapAccounting && host.Controllers.Contains("memory"))
        {
            errors.Add("MemorySwap: this kernel does not count swap by control group (boot it with swapaccount=1)");
        }
    }

    private static void Need(List<string> errors, HostFacts host, string controller, string field, bool asked)
    {
        if (asked && !host.Controllers.Contains(controller))
        {
            errors.Add($"{field}: the {controller} cgroup controller is not available on this host");
        }
    }

    private static bool HasAny<T>(IReadOnlyList<T>? list) => list is { Count: > 0 };

    private static void CheckUnsupported(List<string> errors, HostResources resources, HostFacts host)
    {
        Refuse(errors, resources.KernelMemory > 0, "KernelMemory: limits on kernel memory alone are gone from the kernel (Linux 5.16); use Memory");
        Refuse(errors, resources.KernelMemoryTcp > 0 && host.CgroupV2, "KernelMemoryTCP: cgroup v2 has no such limit; use Memory");
        Refuse(errors, resources.KernelMemoryTcp > 0 && !host.CgroupV2, "KernelMemoryTCP: not supported; use Memory");
        Refuse(errors, resources.CpuRealtimePeriod != 0 && host.CgroupV2, "CpuRealtimePeriod: cgroup v2 has no real-time scheduling limits");
        Refuse(errors, resources.CpuRealtimeRuntime != 0 && host.CgroupV2, "CpuRealtimeRuntime: cgroup v2 has no real-time scheduling limits");
        var realtime = resources.CpuRealtimePeriod != 0 || resources.CpuRealtimeRuntime != 0;
        Refuse(errors, realtime && !host.CgroupV2 && !File.Exists("/sys/fs/cgroup/cpu/cpu.rt_runtime_us"),
            "CpuRealtimePeriod and CpuRealtimeRuntime: this kernel has no real-time group scheduling");
        Refuse(errors, resources.OomKillDisable is true && host.CgroupV2, "OomKillDisable: cgroup v2 cannot disable the OOM killer");
        Refuse(errors, resources.MemorySwappiness is >= 0 && host.CgroupV2, "MemorySwappiness: cgroup v2 has no swappiness of a group");
        Refuse(errors, resources.CpuCount > 0, "CpuCount: only Windows has it; use NanoCpus");
        Refuse(errors, resources.CpuPercent > 0, "CpuPercent: only Windows has it; use NanoCpus");
        Refuse(errors, resources.IOMaximumIOps > 0, "IOMaximumIOps: only Windows has it; use BlkioDeviceReadIOps and BlkioDeviceWriteIOps");
        Refuse(errors, resources.IOMaximumBandwidth > 0, "IOMaximumBandwidth: only Windows has it; use BlkioDeviceReadBps and BlkioDeviceWriteBps");
    }

    private static void Refuse(List<string> errors, bool asked, string message)
    {
        if (asked)
        {
            errors.Add(message);
        }
    }
}
