namespace Davit.Api.Volumes;

/// <summary>Answer to <c>POST /volumes/prune</c>.</summary>
public sealed record VolumePruneReport
{
    public IReadOnlyList<string>? VolumesDeleted { get; set; }

    public ulong SpaceReclaimed { get; set; }
}
