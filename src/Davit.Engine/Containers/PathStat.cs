namespace Davit.Engine.Containers;

/// <summary>A path in a container, as <c>X-Docker-Container-Path-Stat</c> carries it; the mode has Go's bits.</summary>
public sealed record PathStat(string Name, long Size, uint Mode, DateTimeOffset ModifiedAt, string LinkTarget);
