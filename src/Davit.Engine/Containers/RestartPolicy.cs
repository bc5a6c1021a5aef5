namespace Davit.Engine.Containers;

/// <summary>When a container is started again: <c>no always unless-stopped on-failure</c>; empty is <c>no</c>.</summary>
public sealed record RestartPolicy
{
    public string Name { get; init; } = "";

    public int MaximumRetryCount { get; init; }
}
