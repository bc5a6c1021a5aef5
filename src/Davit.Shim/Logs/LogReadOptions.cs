namespace Davit.Shim.Logs;

/// <summary>Which lines of a log are wanted, and in which form.</summary>
public sealed record LogReadOptions
{
    public bool Stdout { get; init; } = true;
    public bool Stderr { get; init; } = true;

    /// <summary>The last so many lines (before <see cref="Since"/> and <see cref="Until"/> are applied); -1: all.</summary>
    public long Tail { get; init; } = -1;

    /// <summary>Lines of this time and later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Lines up to this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Each line starts with its time (RFC 3339, nine digits of seconds) and a space.</summary>
    public bool Timestamps { get; init; }

    /// <summary>Each line starts with its attributes, <c>a=b,c=d</c>, and a space.</summary>
    public bool Details { get; init; }

    /// <summary>Docker's multiplexed frames; false (a container with a terminal): the bytes alone.</summary>
    public bool Multiplexed { get; init; } = true;
}
