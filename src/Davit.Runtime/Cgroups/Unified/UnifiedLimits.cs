using Davit.Oci.Runtime;

namespace Davit.Runtime.Cgroups.Unified;

/// <summary>Writes what a specification asks for, and nothing else, into the files of version 2.</summary>
internal sealed class UnifiedLimits(CgroupDirectory directory)
{
    /// <summary>Controllers without which a limit cannot be set, with the limit's name for the error.</summary>
    internal static IReadOnlyDictionary<string, string> NeededBy(ResourcesSpec? resources)
    {
        var needed = new Dictionary<string, string>(StringComparer.Ordinal);
        if (resources is null)
        {
            return needed;
        }

        if (UnifiedMemory.IsAsked(resources.Memory))
        {
            needed["memory"] = "memory limits";
        }

        if (UnifiedCpu.IsAsked(resources.Cpu))
        {
            needed["cpu"] = "cpu limits";
        }

        if (resources.Cpu is { Cpus.Length: > 0 } or { Mems.Length: > 0 })
        {
            needed["cpuset"] = "cpuset";
        }

        if (resources.Pids?.Limit is not null)
        {
            needed["pids"] = "pids limit";
        }

        if (UnifiedBlockIo.IsAsked(resources.BlockIO))
        {
            needed["io"] = "block I/O limits";
        }

        if (resources.HugepageLimits is { Count: > 0 })
        {
            needed["hugetlb"] = "huge page limits";
        }

        if (resources.Rdma is { Count: > 0 })
        {
            needed["rdma"] = "rdma limits";
        }

        foreach (var file in resources.Unified?.Keys ?? [])
        {
            if (ControllerOf(file) is var controller and not "cgroup")
            {
                needed.TryAdd(controller, $"resources.unified ({file})");
            }
        }

        return needed;
    }

    internal void Apply(ResourcesSpec resources)
    {
        if (resources.Network is { ClassID: not null } or { Priorities.Count: > 0 })
        {
            throw MissingController.NotInVersion2("network class and priorities");
        }

        if (resources.Devices is { Count: > 0 } devices)
        {
            UnifiedDevices.Apply(directory, devices);
        }

        if (resources.Memory is { } memory)
        {
            UnifiedMemory.Apply(directory, memory);
        }

        if (resources.Cpu is { } cpu)
        {
            UnifiedCpu.Apply(directory, cpu);
        }

        if (resources.Pids?.Limit is { } pids)
        {
            directory.Set("pids.max", LimitText.OrMax(pids), "pids limit");
        }

        if (resources.BlockIO is { } io)
        {
            UnifiedBlockIo.Apply(directory, io);
        }

        foreach (var huge in resources.HugepageLimits ?? [])
        {
            HugePages.Apply(directory, huge, "max");
        }

        foreach (var (device, limits) in resources.Rdma ?? new Dictionary<string, RdmaSpec>())
        {
            Rdma.Apply(directory, device, limits);
        }

        ApplyFiles(resources.Unified ?? new Dictionary<string, string>());
    }

    /// <summary>Files by name, after everything else, so that they have the last word; a line a write.</summary>
    private void ApplyFiles(IReadOnlyDictionary<string, string> files)
    {
        foreach (var (file, value) in files)
        {
            _ = ControllerOf(file);
            foreach (var line in value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                directory.Set(file, line, $"resources.unified ({file})");
            }
        }
    }

    private static string ControllerOf(string file)
    {
        var dot = file.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && !file.Contains('/', StringComparison.Ordinal)
            ? file[..dot]
            : throw new CgroupException($"resources.unified: '{file}' is not a file name such as memory.high");
    }
}
