namespace Davit.Engine.Containers;

/// <summary>Health with the last five probes.</summary>
public sealed record HealthState
{
    public HealthStatus Status { get; init; }

    public int FailingStreak { get; init; }

    public IReadOnlyList<HealthProbe> Log { get; init; } = [];
}
