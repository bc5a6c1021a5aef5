using Davit.Engine.Containers;

namespace Davit.Engine.Listing;

/// <summary>What <c>ps</c> says of a container: <c>Up 5 minutes (healthy)</c> (go-units, HumanDuration).</summary>
internal static class StatusText
{
    public static string Of(ContainerState state, DateTimeOffset now) => state.Status switch
    {
        ContainerStatus.Running => $"Up {Age(state.StartedAt, now)}{Health(state.Health)}",
        ContainerStatus.Paused => $"Up {Age(state.StartedAt, now)} (Paused)",
        ContainerStatus.Restarting => $"Restarting ({state.ExitCode}) {Age(state.FinishedAt, now)} ago",
        ContainerStatus.Removing => "Removal In Progress",
        ContainerStatus.Dead => "Dead",
        ContainerStatus.Created => "Created",
        _ when state.StartedAt is null && state.FinishedAt is null => "Created",
        _ => $"Exited ({state.ExitCode}) {Age(state.FinishedAt, now)} ago",
    };

    internal static string Duration(TimeSpan span) => (long)span.TotalSeconds switch
    {
        < 1 => "Less than a second",
        1 => "1 second",
        < 60 and var seconds => $"{seconds} seconds",
        < 120 => "About a minute",
        < 3600 and var seconds => $"{seconds / 60} minutes",
        _ => Hours((long)Math.Round(span.TotalHours, MidpointRounding.AwayFromZero)),
    };

    private static string Hours(long hours) => hours switch
    {
        1 => "About an hour",
        < 48 => $"{hours} hours",
        < 24 * 7 * 2 => $"{hours / 24} days",
        < 24 * 30 * 2 => $"{hours / 24 / 7} weeks",
        < 24 * 365 * 2 => $"{hours / 24 / 30} months",
        _ => $"{hours / 24 / 365} years",
    };

    private static string Age(DateTimeOffset? from, DateTimeOffset now) => Duration(from is { } start ? now - start : TimeSpan.Zero);

    private static string Health(HealthState? health) => health?.Status switch
    {
        HealthStatus.Starting => " (health: starting)",
        HealthStatus.Healthy => " (healthy)",
        HealthStatus.Unhealthy => " (unhealthy)",
        _ => "",
    };
}
