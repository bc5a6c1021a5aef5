using Davit.Engine.Containers;

namespace Davit.Engine.Health;

/// <summary>A health check with its defaults filled in.</summary>
internal sealed record HealthPolicy
{
    public required IReadOnlyList<string> Command { get; init; }

    public TimeSpan Interval { get; init; }

    public TimeSpan Timeout { get; init; }

    public TimeSpan StartPeriod { get; init; }

    public TimeSpan StartInterval { get; init; }

    public int Retries { get; init; }

    /// <summary>Null: the container has no check.</summary>
    public static HealthPolicy? Of(ContainerConfig config)
    {
        if (config.Healthcheck?.Test is not [var kind, ..] test || kind is "NONE" or "")
        {
            return null;
        }

        var health = config.Healthcheck;
        return new HealthPolicy
        {
            Command = kind == "CMD-SHELL" ? [.. config.Shell is { Count: > 0 } shell ? shell : ["/bin/sh", "-c"], .. test.Skip(1)] : [.. test.Skip(1)],
            Interval = Duration(health.Interval, TimeSpan.FromSeconds(30)),
            Timeout = Duration(health.Timeout, TimeSpan.FromSeconds(30)),
            StartPeriod = Duration(health.StartPeriod, TimeSpan.Zero),
            StartInterval = Duration(health.StartInterval, TimeSpan.FromSeconds(5)),
            Retries = health.Retries > 0 ? health.Retries : 3,
        };
    }

    private static TimeSpan Duration(long nanoseconds, TimeSpan absent) => nanoseconds == 0 ? absent : TimeSpan.FromTicks(nanoseconds / 100);
}
