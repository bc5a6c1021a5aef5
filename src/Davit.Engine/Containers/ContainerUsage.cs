namespace Davit.Engine.Containers;

/// <summary>One sample of a container's use of its resources, with the one before; all zero when it does not run.</summary>
public sealed record ContainerUsage
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset Read { get; init; }

    public DateTimeOffset PreRead { get; init; }

    public bool Running { get; init; }

    public CpuUsage Cpu { get; init; } = new();

    public CpuUsage PreCpu { get; init; } = new();

    public MemoryUsage Memory { get; init; } = new();

    public ulong PidsCurrent { get; init; }

    /// <summary>0: unlimited.</summary>
    public ulong PidsLimit { get; init; }

    public IReadOnlyList<BlockIoEntry> IoServiceBytes { get; init; } = [];

    public IReadOnlyList<BlockIoEntry> IoServiced { get; init; } = [];

    public IReadOnlyDictionary<string, InterfaceUsage> Networks { get; init; } = new Dictionary<string, InterfaceUsage>();
}
