namespace Davit.Engine.Containers;

/// <summary>The exit a wait saw; an error when the container could not be started or removed.</summary>
public sealed record WaitResult(int ExitCode, string? Error, bool OomKilled = false);
