namespace Davit.Oci.Runtime;

/// <summary>The process to execute (config.md#process).</summary>
public sealed record ProcessSpec
{
    public bool Terminal { get; init; }
    public ConsoleSize? ConsoleSize { get; init; }
    public UserSpec User { get; init; } = new();
    public IReadOnlyList<string>? Args { get; init; }
    public IReadOnlyList<string>? Env { get; init; }
    public string Cwd { get; init; } = "";
    public CapabilitiesSpec? Capabilities { get; init; }
    public IReadOnlyList<RlimitSpec>? Rlimits { get; init; }
    public bool NoNewPrivileges { get; init; }
    public string? ApparmorProfile { get; init; }
    public int? OomScoreAdj { get; init; }
    public SchedulerSpec? Scheduler { get; init; }
    public string? SelinuxLabel { get; init; }
    public IoPrioritySpec? IoPriority { get; init; }
    public ExecCpuAffinitySpec? ExecCPUAffinity { get; init; }
}
