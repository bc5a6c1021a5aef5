namespace Davit.Oci.Runtime;

/// <summary>A limit of setrlimit(2), type such as <c>RLIMIT_NOFILE</c>.</summary>
public sealed record RlimitSpec
{
    public string Type { get; init; } = "";
    public ulong Hard { get; init; }
    public ulong Soft { get; init; }
}
