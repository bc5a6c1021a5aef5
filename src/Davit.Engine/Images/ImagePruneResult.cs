namespace Davit.Engine.Images;

/// <summary>What image prune removed.</summary>
public sealed record ImagePruneResult(IReadOnlyList<ImageDeletion> Deleted, long SpaceReclaimed);
