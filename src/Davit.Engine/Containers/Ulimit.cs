namespace Davit.Engine.Containers;

/// <summary>A resource limit, name as in <c>nofile</c>; -1 is unlimited.</summary>
public sealed record Ulimit(string Name, long Soft, long Hard);
