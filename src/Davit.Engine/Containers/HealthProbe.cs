namespace Davit.Engine.Containers;

/// <summary>One run of a health check.</summary>
public sealed record HealthProbe(DateTimeOffset Start, DateTimeOffset End, int ExitCode, string Output);
