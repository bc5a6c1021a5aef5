namespace Davit.Client.Images;

/// <summary>How an archive becomes an image.</summary>
public sealed record ImportQuery
{
    public required string Source { get; init; }

    public string Repository { get; init; } = string.Empty;

    public string Tag { get; init; } = string.Empty;

    public string Message { get; init; } = string.Empty;

    public string Platform { get; init; } = string.Empty;

    public IReadOnlyList<string> Changes { get; init; } = [];
}
