namespace Davit.Engine.Containers;

/// <summary>Which part of a log; at least one stream must be chosen.</summary>
public sealed record LogsRequest
{
    public bool Stdout { get; init; }

    public bool Stderr { get; init; }

    public bool Follow { get; init; }

    public bool Timestamps { get; init; }

    /// <summary>Also the labels and variables that <c>--log-opt labels/env</c> attached.</summary>
    public bool Details { get; init; }

    /// <summary>Last lines; null: all.</summary>
    public long? Tail { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }
}
