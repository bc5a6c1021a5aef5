namespace Davit.Engine.Images;

/// <summary>A root file system to make an image of.</summary>
public sealed record ImageImportRequest
{
    public string Repository { get; init; } = "";

    public string Tag { get; init; } = "";

    public string Message { get; init; } = "";

    /// <summary>Dockerfile instructions.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    public string Platform { get; init; } = "";
}
