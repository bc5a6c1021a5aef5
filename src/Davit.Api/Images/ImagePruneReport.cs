namespace Davit.Api.Images;

/// <summary>Answer to <c>POST /images/prune</c>.</summary>
public sealed record ImagePruneReport
{
    public IReadOnlyList<ImageDeleteItem>? ImagesDeleted { get; set; }

    public ulong SpaceReclaimed { get; set; }
}
