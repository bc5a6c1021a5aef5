namespace Davit.Oci.Runtime;

/// <summary>Limits of one RDMA device.</summary>
public sealed record RdmaSpec
{
    public uint? HcaHandles { get; init; }
    public uint? HcaObjects { get; init; }
}
