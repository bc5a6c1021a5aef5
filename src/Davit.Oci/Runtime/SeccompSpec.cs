namespace Davit.Oci.Runtime;

/// <summary>System call filter (config-linux.md#seccomp).</summary>
public sealed record SeccompSpec
{
    public string DefaultAction { get; init; } = "";
    public uint? DefaultErrnoRet { get; init; }
    public IReadOnlyList<string>? Architectures { get; init; }
    public IReadOnlyList<string>? Flags { get; init; }
    public string? ListenerPath { get; init; }
    public string? ListenerMetadata { get; init; }
    public IReadOnlyList<SyscallRuleSpec>? Syscalls { get; init; }
}
