using Davit.Engine.Containers;

namespace Davit.Engine.Updating;

/// <summary>New limits over old ones: what is not said stays.</summary>
internal static class ResourceUpdate
{
    public static HostResources Merge(HostResources old, HostResources asked)
    {
        var merged = old with
        {
            BlkioWeight = asked.BlkioWeight != 0 ? asked.BlkioWeight : old.BlkioWeight,
            CpuShares = asked.CpuShares != 0 ? asked.CpuShares : old.CpuShares,
            NanoCpus = asked.NanoCpus != 0 ? asked.NanoCpus : old.NanoCpus,
            CpuPeriod = asked.CpuPeriod != 0 ? asked.CpuPeriod : old.CpuPeriod,
            CpuQuota = asked.CpuQuota != 0 ? asked.CpuQuota : old.CpuQuota,
            CpuRealtimePeriod = asked.CpuRealtimePeriod != 0 ? asked.CpuRealtimePeriod : old.CpuRealtimePeriod,
            CpuRealtimeRuntime = asked.CpuRealtimeRuntime != 0 ? asked.CpuRealtimeRuntime : old.CpuRealtimeRuntime,
            CpusetCpus = asked.CpusetCpus.Length > 0 ? asked.CpusetCpus : old.CpusetCpus,
            CpusetMems = asked.CpusetMems.Length > 0 ? asked.CpusetMems : old.CpusetMems,
            MemoryReservation = asked.MemoryReservation != 0 ? asked.MemoryReservation : old.MemoryReservation,
            PidsLimit = asked.PidsLimit ?? old.PidsLimit,
        };
        return Memory(merged, old, asked);
    }

    /// <summary>Members of <c>Resources</c> that are fixed when a container is made.</summary>
    public static IEnumerable<string> Unchangeable(HostResources asked)
    {
        foreach (var (name, given) in new[]
        {
            ("Devices", asked.Devices is { Count: > 0 }),
            ("DeviceCgroupRules", asked.DeviceCgroupRules is { Count: > 0 }),
            ("DeviceRequests", asked.DeviceRequests is { Count: > 0 }),
            ("CgroupParent", asked.CgroupParent.Length > 0),
            ("Ulimits", asked.Ulimits is { Count: > 0 }),
            ("OomKillDisable", asked.OomKillDisable is true),
            ("MemorySwappiness", asked.MemorySwappiness is > 0),
            ("BlkioWeightDevice", asked.BlkioWeightDevice is { Count: > 0 }),
            ("BlkioDeviceReadBps", asked.BlkioDeviceReadBps is { Count: > 0 }),
            ("BlkioDeviceWriteBps", asked.BlkioDeviceWriteBps is { Count: > 0 }),
            ("BlkioDeviceReadIOps", asked.BlkioDeviceReadIOps is { Count: > 0 }),
            ("BlkioDeviceWriteIOps", asked.BlkioDeviceWriteIOps is { Count: > 0 }),
        })
        {
            if (given)
            {
                yield return $"{name} of a container cannot be updated";
            }
        }
    }

    private static HostResources Memory(HostResources merged, HostResources old, HostResources asked)
    {
        if (asked.Memory > 0 && asked.MemorySwap == 0 && old.MemorySwap > 0 && asked.Memory > old.MemorySwap)
        {
            throw EngineException.Invalid("Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time");
        }

        return merged with
        {
            Memory = asked.Memory != 0 ? asked.Memory : old.Memory,
            MemorySwap = asked.MemorySwap != 0 ? asked.MemorySwap : old.MemorySwap,
        };
    }
}
