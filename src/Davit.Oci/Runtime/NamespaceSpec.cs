namespace Davit.Oci.Runtime;

/// <summary>A namespace to create, or to join when a path is given; type <c>pid network mount ipc uts user cgroup time</c>.</summary>
public sealed record NamespaceSpec
{
    public string Type { get; init; } = "";
    public string? Path { get; init; }
}
