namespace Davit.Engine.Containers;

/// <summary>What prune removed.</summary>
public sealed record PruneResult(IReadOnlyList<string> Deleted, long SpaceReclaimed);
