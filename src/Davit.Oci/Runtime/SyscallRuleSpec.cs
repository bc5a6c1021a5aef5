namespace Davit.Oci.Runtime;

/// <summary>What happens to some system calls, if all argument conditions hold.</summary>
public sealed record SyscallRuleSpec
{
    public IReadOnlyList<string> Names { get; init; } = [];
    public string Action { get; init; } = "";
    public uint? ErrnoRet { get; init; }
    public IReadOnlyList<SyscallArgSpec>? Args { get; init; }
}
