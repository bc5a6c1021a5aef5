namespace Davit.Api.System;

/// <summary>Answer to <c>POST /build/prune</c>.</summary>
public sealed record BuildCachePruneReport
{
    public IReadOnlyList<string>? CachesDeleted { get; set; }

    public ulong SpaceReclaimed { get; set; }
}
