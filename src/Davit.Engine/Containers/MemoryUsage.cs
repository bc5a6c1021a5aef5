namespace Davit.Engine.Containers;

/// <summary>Memory, bytes.</summary>
public sealed record MemoryUsage
{
    public ulong Usage { get; init; }

    /// <summary>cgroup v1 only.</summary>
    public ulong? MaxUsage { get; init; }

    public ulong? FailCount { get; init; }

    public ulong Limit { get; init; }

    /// <summary>The kernel's memory.stat.</summary>
    public IReadOnlyDictionary<string, ulong> Stats { get; init; } = new Dictionary<string, ulong>();
}
