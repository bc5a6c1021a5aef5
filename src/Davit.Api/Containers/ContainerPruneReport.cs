namespace Davit.Api.Containers;

/// <summary>Answer to <c>POST /containers/prune</c>.</summary>
public sealed record ContainerPruneReport
{
    public IReadOnlyList<string>? ContainersDeleted { get; set; }

    public ulong SpaceReclaimed { get; set; }
}
