using Davit.Engine.Containers;
using Davit.Oci.Runtime;

namespace Davit.Engine.Specs;

/// <summary>Limits of HostConfig as control group settings; what was not said stays absent.</summary>
internal static class ResourcePart
{
    private const long NanosecondsPerCpu = 1_000_000_000;
    private const long DefaultPeriod = 100_000;

    /// <param name="resources">Validated before.</param>
    /// <param name="deviceOf">Numbers of a block device of the host; throws when there is none.</param>
    public static ResourcesSpec Build(HostResources resources, Func<string, DeviceNumber> deviceOf) => new()
    {
        Memory = Memory(resources),
        Cpu = Cpu(resources),
        Pids = resources.PidsLimit is { } limit and not 0 ? new PidsSpec { Limit = limit } : null,
        BlockIO = BlockIo(resources, deviceOf),
    };

    private static MemorySpec? Memory(HostResources resources)
    {
        var spec = new MemorySpec
        {
            Limit = Positive(resources.Memory),
            Reservation = Positive(resources.MemoryReservation),
            Swap = resources.MemorySwap == 0 ? null : resources.MemorySwap,
            Swappiness = resources.MemorySwappiness is >= 0 and var swappiness ? (ulong)swappiness : null,
            DisableOOMKiller = resources.OomKillDisable is true ? true : null,
        };
        return spec == new MemorySpec() ? null : spec;
    }

    private static CpuSpec? Cpu(HostResources resources)
    {
        var spec = new CpuSpec
        {
            Shares = resources.CpuShares > 0 ? (ulong)resources.CpuShares : null,
            Cpus = NotEmpty(resources.CpusetCpus),
            Mems = NotEmpty(resources.CpusetMems),
            Quota = resources.CpuQuota == 0 ? null : resources.CpuQuota,
            Period = resources.CpuPeriod == 0 ? null : (ulong)resources.CpuPeriod,
            RealtimePeriod = resources.CpuRealtimePeriod == 0 ? null : (ulong)resources.CpuRealtimePeriod,
            RealtimeRuntime = resources.CpuRealtimeRuntime == 0 ? null : resources.CpuRealtimeRuntime,
        };
        if (resources.NanoCpus > 0)
        {
            spec = spec with { Period = DefaultPeriod, Quota = resources.NanoCpus * DefaultPeriod / NanosecondsPerCpu };
        }

        return spec == new CpuSpec() ? null : spec;
    }

    private static BlockIoSpec? BlockIo(HostResources resources, Func<string, DeviceNumber> deviceOf)
    {
        var spec = new BlockIoSpec
        {
            Weight = resources.BlkioWeight > 0 ? (ushort)resources.BlkioWeight : null,
            WeightDevice = Weights(resources.BlkioWeightDevice, deviceOf),
            ThrottleReadBpsDevice = Rates(resources.BlkioDeviceReadBps, deviceOf),
            ThrottleWriteBpsDevice = Rates(resources.BlkioDeviceWriteBps, deviceOf),
            ThrottleReadIOPSDevice = Rates(resources.BlkioDeviceReadIOps, deviceOf),
            ThrottleWriteIOPSDevice = Rates(resources.BlkioDeviceWriteIOps, deviceOf),
        };
        return spec == new BlockIoSpec() ? null : spec;
    }

    private static List<WeightDeviceSpec>? Weights(IReadOnlyList<BlockWeightDevice>? devices, Func<string, DeviceNumber> deviceOf)
    {
        if (devices is null or { Count: 0 })
        {
            return null;
        }

        var weights = new List<WeightDeviceSpec>();
        foreach (var device in devices)
        {
            var number = deviceOf(device.Path);
            weights.Add(new WeightDeviceSpec { Major = number.Major, Minor = number.Minor, Weight = (ushort)device.Weight });
        }

        return weights;
    }

    private static List<ThrottleDeviceSpec>? Rates(IReadOnlyList<BlockThrottleDevice>? devices, Func<string, DeviceNumber> deviceOf)
    {
        if (devices is null or { Count: 0 })
        {
            return null;
        }

        var rates = new List<ThrottleDeviceSpec>();
        foreach (var device in devices)
        {
            var number = deviceOf(device.Path);
            rates.Add(new ThrottleDeviceSpec { Major = number.Major, Minor = number.Minor, Rate = device.Rate });
        }

        return rates;
    }

    private static long? Positive(long value) => value > 0 ? value : null;

    private static string? NotEmpty(string text) => text.Length > 0 ? text : null;
}
