namespace Davit.Oci.Image;

/// <summary>How a container's health is probed (moby image/spec/v1.2.md). Durations are nanoseconds; zero means inherited.</summary>
public sealed record HealthcheckConfig
{
    /// <summary>Empty: inherited; <c>NONE</c>: no check; <c>CMD</c> and arguments; <c>CMD-SHELL</c> and one command line.</summary>
    public IReadOnlyList<string>? Test { get; init; }

    public long Interval { get; init; }

    public long Timeout { get; init; }

    public long StartPeriod { get; init; }

    public long StartInterval { get; init; }

    public int Retries { get; init; }
}
