namespace Davit.Engine.Containers;

/// <summary>How to stop: null members stand for the container's own settings. The timeout is seconds, -1 waits for ever.</summary>
public sealed record StopOptions(string? Signal = null, int? TimeoutSeconds = null);
