namespace Davit.Oci.Runtime;

/// <summary>A device node to make in the container.</summary>
public sealed record DeviceSpec
{
    public string Type { get; init; } = "";
    public string Path { get; init; } = "";
    public long Major { get; init; }
    public long Minor { get; init; }
    public uint? FileMode { get; init; }
    public uint? Uid { get; init; }
    public uint? Gid { get; init; }
}
