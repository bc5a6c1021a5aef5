namespace Davit.Oci.Runtime;

/// <summary>Network class and priorities (cgroup v1).</summary>
public sealed record NetworkResourcesSpec
{
    public uint? ClassID { get; init; }
    public IReadOnlyList<InterfacePriority>? Priorities { get; init; }
}
