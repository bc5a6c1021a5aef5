namespace Davit.Oci.Runtime;

/// <summary>A rate for one block device: bytes or operations a second.</summary>
public sealed record ThrottleDeviceSpec
{
    public long Major { get; init; }
    public long Minor { get; init; }
    public ulong Rate { get; init; }
}
