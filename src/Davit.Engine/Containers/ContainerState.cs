namespace Davit.Engine.Containers;

/// <summary>The changing part of a container. Times are UTC; null: has not happened.</summary>
public sealed record ContainerState
{
    public ContainerStatus Status { get; init; }

    /// <summary>Host pid of init, 0 when it does not run.</summary>
    public int Pid { get; init; }

    public int ExitCode { get; init; }

    /// <summary>Why it did not start or how it ended, for people; empty normally.</summary>
    public string Error { get; init; } = "";

    public bool OomKilled { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Null: the container has no health check.</summary>
    public HealthState? Health { get; init; }

    /// <summary>True for <see cref="ContainerStatus.Running"/>, paused and restarting, as docker counts.</summary>
    public bool IsRunning => Status is ContainerStatus.Running or ContainerStatus.Paused;
}
