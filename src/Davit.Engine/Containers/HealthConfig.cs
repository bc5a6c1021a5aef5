namespace Davit.Engine.Containers;

/// <summary>How health is probed; zero durations stand for the defaults.</summary>
public sealed record HealthConfig
{
    /// <summary>Empty: inherit; <c>NONE</c>; <c>CMD …</c>; <c>CMD-SHELL line</c>.</summary>
    public IReadOnlyList<string>? Test { get; init; }

    /// <summary>Nanoseconds.</summary>
    public long Interval { get; init; }

    /// <summary>Nanoseconds.</summary>
    public long Timeout { get; init; }

    /// <summary>Nanoseconds.</summary>
    public long StartPeriod { get; init; }

    /// <summary>Nanoseconds.</summary>
    public long StartInterval { get; init; }

    public int Retries { get; init; }
}
