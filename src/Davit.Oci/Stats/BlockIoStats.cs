namespace Davit.Oci.Stats;

/// <summary>Block I/O by device and operation. A list is empty where the kernel does not count that.</summary>
public sealed record BlockIoStats
{
    public IReadOnlyList<BlockIoEntry> ServiceBytes { get; init; } = [];
    public IReadOnlyList<BlockIoEntry> Serviced { get; init; } = [];
    public IReadOnlyList<BlockIoEntry> Queued { get; init; } = [];
    public IReadOnlyList<BlockIoEntry> ServiceTime { get; init; } = [];
    public IReadOnlyList<BlockIoEntry> WaitTime { get; init; } = [];
    public IReadOnlyList<BlockIoEntry> Merged { get; init; } = [];
    public IReadOnlyList<BlockIoEntry> Time { get; init; } = [];
    public IReadOnlyList<BlockIoEntry> Sectors { get; init; } = [];

    /// <summary>Pressure stall information; absent on cgroup v1 and on kernels without it.</summary>
    public PressureStats? Pressure { get; init; }
}
