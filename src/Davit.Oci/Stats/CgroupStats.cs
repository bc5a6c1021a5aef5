namespace Davit.Oci.Stats;

/// <summary>
/// What the kernel counted for one container's control group at one moment. A plain value: safe to keep, send and share.
/// A part is absent when its controller is not there; zero always means that the kernel said zero.
/// </summary>
public sealed record CgroupStats
{
    /// <summary>1 or 2: the hierarchy that the numbers come from. Docker's stats document differs between them.</summary>
    public required int Version { get; init; }

    public CpuStats? Cpu { get; init; }

    public MemoryStats? Memory { get; init; }

    public PidsStats? Pids { get; init; }

    public BlockIoStats? BlockIo { get; init; }

    /// <summary>By page size as in <c>/sys/kernel/mm/hugepages</c>, such as <c>2MB</c>.</summary>
    public IReadOnlyDictionary<string, HugetlbStats> Hugetlb { get; init; } = new Dictionary<string, HugetlbStats>();

    /// <summary>By RDMA device name.</summary>
    public IReadOnlyDictionary<string, RdmaStats> Rdma { get; init; } = new Dictionary<string, RdmaStats>();
}
