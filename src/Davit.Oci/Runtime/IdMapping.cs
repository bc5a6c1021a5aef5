namespace Davit.Oci.Runtime;

/// <summary>A range of user_namespaces(7) ids.</summary>
public sealed record IdMapping
{
    public uint ContainerID { get; init; }
    public uint HostID { get; init; }
    public uint Size { get; init; }
}
