namespace Davit.Oci.Runtime;

/// <summary>Block I/O weights and throttles.</summary>
public sealed record BlockIoSpec
{
    public ushort? Weight { get; init; }
    public ushort? LeafWeight { get; init; }
    public IReadOnlyList<WeightDeviceSpec>? WeightDevice { get; init; }
    public IReadOnlyList<ThrottleDeviceSpec>? ThrottleReadBpsDevice { get; init; }
    public IReadOnlyList<ThrottleDeviceSpec>? ThrottleWriteBpsDevice { get; init; }
    public IReadOnlyList<ThrottleDeviceSpec>? ThrottleReadIOPSDevice { get; init; }
    public IReadOnlyList<ThrottleDeviceSpec>? ThrottleWriteIOPSDevice { get; init; }
}
