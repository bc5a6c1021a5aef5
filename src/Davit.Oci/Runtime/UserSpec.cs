namespace Davit.Oci.Runtime;

/// <summary>Numeric identity of a process; names are resolved by whoever writes the spec.</summary>
public sealed record UserSpec
{
    public uint Uid { get; init; }
    public uint Gid { get; init; }
    public uint? Umask { get; init; }
    public IReadOnlyList<uint>? AdditionalGids { get; init; }
    public string? Username { get; init; }
}
