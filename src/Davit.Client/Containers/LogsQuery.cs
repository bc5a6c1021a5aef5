namespace Davit.Client.Containers;

/// <summary>Which part of a container's log to read. Times are seconds since 1970, with a fraction, or empty.</summary>
public sealed record LogsQuery
{
    public bool Follow { get; init; }

    public bool Timestamps { get; init; }

    public bool Details { get; init; }

    public string Since { get; init; } = string.Empty;

    public string Until { get; init; } = string.Empty;

    /// <summary>A number of lines, or <c>all</c>.</summary>
    public string Tail { get; init; } = "all";
}
