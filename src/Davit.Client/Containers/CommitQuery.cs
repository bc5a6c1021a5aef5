namespace Davit.Client.Containers;

/// <summary>How a container becomes an image.</summary>
public sealed record CommitQuery
{
    public string Repository { get; init; } = string.Empty;

    public string Tag { get; init; } = string.Empty;

    public string Author { get; init; } = string.Empty;

    public string Message { get; init; } = string.Empty;

    public IReadOnlyList<string> Changes { get; init; } = [];

    public bool Pause { get; init; } = true;
}
