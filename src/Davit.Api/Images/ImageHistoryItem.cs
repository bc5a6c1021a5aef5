namespace Davit.Api.Images;

/// <summary>One step of an image's history, newest first.</summary>
public sealed record ImageHistoryItem
{
    public string Id { get; set; } = "";

    public long Created { get; set; }

    public string CreatedBy { get; set; } = "";

    public IReadOnlyList<string>? Tags { get; set; }

    public long Size { get; set; }

    public string Comment { get; set; } = "";
}
