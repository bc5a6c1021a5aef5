namespace Davit.Images;

/// <summary>One line of <c>docker rmi</c>: a name that is gone, or an image or layer that is.</summary>
public sealed record ImageDeletion
{
    public string? Untagged { get; init; }

    public string? Deleted { get; init; }
}
