namespace Davit.Oci.Stats;

/// <summary>Huge pages of one size, in bytes.</summary>
public sealed record HugetlbStats
{
    public ulong Usage { get; init; }

    /// <summary>The most that was ever used; 0 where the kernel does not say (cgroup v2).</summary>
    public ulong MaxUsage { get; init; }

    /// <summary>How often an allocation failed for the limit.</summary>
    public ulong FailCount { get; init; }
}
