namespace Davit.Oci.Runtime;

/// <summary>I/O priority of ioprio_set(2).</summary>
public sealed record IoPrioritySpec
{
    public string Class { get; init; } = "";
    public int Priority { get; init; }
}
