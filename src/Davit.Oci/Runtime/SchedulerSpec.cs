namespace Davit.Oci.Runtime;

/// <summary>Scheduling of sched_setattr(2) (config.md#linux-process).</summary>
public sealed record SchedulerSpec
{
    public string Policy { get; init; } = "";
    public int Nice { get; init; }
    public int Priority { get; init; }
    public IReadOnlyList<string>? Flags { get; init; }
    public ulong Runtime { get; init; }
    public ulong Deadline { get; init; }
    public ulong Period { get; init; }
}
