namespace Davit.Oci.Runtime;

/// <summary>Limits by cgroup controllers (config-linux.md#control-groups).</summary>
public sealed record ResourcesSpec
{
    public IReadOnlyList<DeviceCgroupSpec>? Devices { get; init; }
    public MemorySpec? Memory { get; init; }
    public CpuSpec? Cpu { get; init; }
    public PidsSpec? Pids { get; init; }
    public BlockIoSpec? BlockIO { get; init; }
    public IReadOnlyList<HugepageLimitSpec>? HugepageLimits { get; init; }
    public NetworkResourcesSpec? Network { get; init; }
    public IReadOnlyDictionary<string, RdmaSpec>? Rdma { get; init; }
    public IReadOnlyDictionary<string, string>? Unified { get; init; }
}
