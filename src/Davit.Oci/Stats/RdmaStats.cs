namespace Davit.Oci.Stats;

/// <summary>Objects held on one RDMA device.</summary>
public sealed record RdmaStats
{
    public ulong HcaHandles { get; init; }

    public ulong HcaObjects { get; init; }
}
