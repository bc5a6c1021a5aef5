namespace Davit.Engine.Images;

/// <summary>A line of <c>history</c>, newest first.</summary>
public sealed record ImageHistoryEntry
{
    /// <summary>Image id of the top entry, <c>&lt;missing&gt;</c> below.</summary>
    public required string Id { get; init; }

    public DateTimeOffset? Created { get; init; }

    public string CreatedBy { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    public long Size { get; init; }

    public string Comment { get; init; } = "";
}
