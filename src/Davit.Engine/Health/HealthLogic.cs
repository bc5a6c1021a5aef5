using Davit.Engine.Containers;

namespace Davit.Engine.Health;

/// <summary>What a probe's result makes of the health so far. Pure.</summary>
internal static class HealthLogic
{
    private const int LogLength = 5;

    /// <param name="startedAt">When the container was started: failures in the start period do not count while it has not been healthy.</param>
    public static HealthState Next(HealthState health, HealthProbe probe, HealthPolicy policy, DateTimeOffset startedAt)
    {
        var log = health.Log.Count < LogLength ? [.. health.Log, probe] : (IReadOnlyList<HealthProbe>)[.. health.Log.Skip(health.Log.Count - LogLength + 1), probe];
        if (probe.ExitCode == 0)
        {
            return new HealthState { Status = HealthStatus.Healthy, Log = log };
        }

        if (health.Status == HealthStatus.Starting && probe.Start - startedAt < policy.StartPeriod)
        {
            return health with { Log = log };
        }

        var streak = health.FailingStreak + 1;
        return new HealthState
        {
            Status = streak >= policy.Retries ? HealthStatus.Unhealthy : health.Status,
            FailingStreak = streak,
            Log = log,
        };
    }

    /// <summary>How long until the next probe.</summary>
    public static TimeSpan Wait(HealthState health, HealthPolicy policy, DateTimeOffset now, DateTimeOffset startedAt) =>
        health.Status == HealthStatus.Starting && now - startedAt < policy.StartPeriod ? policy.StartInterval : policy.Interval;
}
