namespace Davit.Oci.Runtime;

/// <summary>A weight for one block device.</summary>
public sealed record WeightDeviceSpec
{
    public long Major { get; init; }
    public long Minor { get; init; }
    public ushort? Weight { get; init; }
    public ushort? LeafWeight { get; init; }
}
