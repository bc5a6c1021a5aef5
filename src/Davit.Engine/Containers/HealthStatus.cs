namespace Davit.Engine.Containers;

/// <summary>Result of the probes so far.</summary>
public enum HealthStatus
{
    None,
    Starting,
    Healthy,
    Unhealthy,
}
