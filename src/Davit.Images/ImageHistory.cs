namespace Davit.Images;

/// <summary>One line of <c>docker history</c>; <see cref="Id"/> is <c>&lt;missing&gt;</c> where no image is known.</summary>
public sealed record ImageHistory
{
    public required string Id { get; init; }

    public DateTimeOffset? Created { get; init; }

    public string CreatedBy { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    public long Size { get; init; }

    public string Comment { get; init; } = "";
}
