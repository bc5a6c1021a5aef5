namespace Davit.Api.Containers;

/// <summary>State of a health check: <c>none</c>, <c>starting</c>, <c>healthy</c> or <c>unhealthy</c>, and its last probes.</summary>
public sealed record Health
{
    public string Status { get; set; } = "";

    public int FailingStreak { get; set; }

    public IReadOnlyList<HealthcheckResult>? Log { get; set; }
}
