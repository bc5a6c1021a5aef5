namespace Davit.Engine.Specs;

/// <summary>What the host is and can do; read once.</summary>
internal sealed record HostFacts
{
    /// <summary>Go's name of the processor.</summary>
    public required string Architecture { get; init; }

    public Version Kernel { get; init; } = new(5, 10);

    public string KernelRelease { get; init; } = "";

    /// <summary>The unified hierarchy is the only one.</summary>
    public bool CgroupV2 { get; init; }

    /// <summary>Controllers that can be used, in the names of cgroup v2 (<c>memory cpu cpuset pids io hugetlb devices freezer</c>).</summary>
    public IReadOnlySet<string> Controllers { get; init; } = new HashSet<string>();

    public bool SwapAccounting { get; init; }

    public int Cpus { get; init; } = 1;

    /// <summary>Lists such as <c>0-3</c>.</summary>
    public string OnlineCpus { get; init; } = "0";

    public string MemoryNodes { get; init; } = "0";

    public long MemoryTotal { get; init; }

    public bool AppArmor { get; init; }

    public bool SeLinux { get; init; }

    public string HostName { get; init; } = "";
}
