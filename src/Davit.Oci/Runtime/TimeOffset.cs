namespace Davit.Oci.Runtime;

/// <summary>Offset of a clock in a time namespace (time_namespaces(7)).</summary>
public sealed record TimeOffset
{
    public long Secs { get; init; }
    public uint Nanosecs { get; init; }
}
