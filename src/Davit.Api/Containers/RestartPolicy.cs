namespace Davit.Api.Containers;

/// <summary>When the engine starts a container again by itself: <c>no</c>, <c>always</c>, <c>unless-stopped</c>, <c>on-failure</c>.</summary>
public sealed record RestartPolicy
{
    public string Name { get; set; } = "";

    public int MaximumRetryCount { get; set; }
}
