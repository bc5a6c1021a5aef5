namespace Davit.Oci.Stats;

/// <summary>Pressure stall information of one resource (Documentation/accounting/psi.rst).</summary>
public sealed record PressureStats
{
    public PressureLine Some { get; init; } = new(0, 0, 0, 0);

    public PressureLine Full { get; init; } = new(0, 0, 0, 0);
}
