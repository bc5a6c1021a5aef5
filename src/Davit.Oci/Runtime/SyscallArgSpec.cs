namespace Davit.Oci.Runtime;

/// <summary>A condition on one argument; op such as <c>SCMP_CMP_MASKED_EQ</c>.</summary>
public sealed record SyscallArgSpec
{
    public uint Index { get; init; }
    public ulong Value { get; init; }
    public ulong ValueTwo { get; init; }
    public string Op { get; init; } = "";
}
