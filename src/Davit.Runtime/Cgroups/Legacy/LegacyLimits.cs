using Davit.Oci.Runtime;

namespace Davit.Runtime.Cgroups.Legacy;

/// <summary>Writes what a specification asks for, and nothing else, into the files of version 1.</summary>
/// <param name="find">A controller's directory; null if the controller is not mounted.</param>
internal sealed class LegacyLimits(Func<string, CgroupDirectory?> find)
{
    internal void Apply(ResourcesSpec resources, bool isNew)
    {
        if (resources.Unified is { Count: > 0 })
        {
            throw new CgroupException($"resources.unified ({resources.Unified.Keys.First()}): this machine has control groups of version 1, which have no such files");
        }

        if (resources.Devices is { Count: > 0 } devices)
        {
            LegacyDevices.Apply(Need("devices", "device rules"), devices, isNew);
        }

        if (resources.Memory is { } memory && memory != new MemorySpec())
        {
            LegacyMemory.Apply(Need("memory", "memory limits"), memory);
        }

        if (resources.Cpu is { } cpu)
        {
            ApplyCpu(cpu);
        }

        if (resources.Pids?.Limit is { } pids)
        {
            Need("pids", "pids limit").Set("pids.max", LimitText.OrMax(pids), "pids limit");
        }

        if (resources.BlockIO is { } blockIo && blockIo != new BlockIoSpec())
        {
            LegacyBlockIo.Apply(Need("blkio", "block I/O limits"), blockIo);
        }

        foreach (var huge in resources.HugepageLimits ?? [])
        {
            HugePages.Apply(Need("hugetlb", $"huge page limit {huge.PageSize}"), huge, "limit_in_bytes");
        }

        foreach (var (device, limits) in resources.Rdma ?? new Dictionary<string, RdmaSpec>())
        {
            Rdma.Apply(Need("rdma", $"rdma limit {device}"), device, limits);
        }

        if (resources.Network is { } network)
        {
            ApplyNetwork(network);
        }
    }

    private void ApplyCpu(CpuSpec cpu)
    {
        if ((cpu with { Cpus = null, Mems = null }) != new CpuSpec())
        {
            LegacyCpu.Apply(Need("cpu", "cpu limits"), cpu);
        }

        if (cpu.Cpus is { Length: > 0 } cpus)
        {
            Need("cpuset", "cpuset cpus").Set(LegacyCpuset.Cpus, cpus, "cpuset cpus");
        }

        if (cpu.Mems is { Length: > 0 } mems)
        {
            Need("cpuset", "cpuset mems").Set(LegacyCpuset.Mems, mems, "cpuset mems");
        }
    }

    private void ApplyNetwork(NetworkResourcesSpec network)
    {
        if (network.ClassID is { } classId)
        {
            Need("net_cls", "network class id").Set("net_cls.classid", classId, "network class id");
        }

        foreach (var priority in network.Priorities ?? [])
        {
            Need("net_prio", "network priorities").Set("net_prio.ifpriomap", $"{priority.Name} {priority.Priority}", "network priorities");
        }
    }

    private CgroupDirectory Need(string controller, string limit) => find(controller) ?? throw MissingController.Error(controller, limit);
}
