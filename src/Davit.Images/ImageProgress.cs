namespace Davit.Images;

/// <summary>One message of a running transfer, as docker's JSON stream has them: a text line, or the progress of a layer.</summary>
public sealed record ImageProgress
{
    /// <summary>A line of text, with its line feed.</summary>
    public string? Stream { get; init; }

    public string? Status { get; init; }

    /// <summary>The short id of the layer that <see cref="Status"/> is about.</summary>
    public string? Id { get; init; }

    /// <summary><see cref="Status"/> is about the whole: <see cref="Id"/> is a tag.</summary>
    public bool IsNote { get; init; }

    /// <summary>Bytes so far.</summary>
    public long? Current { get; init; }

    /// <summary>Bytes in all; null: unknown.</summary>
    public long? Total { get; init; }

    /// <summary>The end of a push.</summary>
    public PushOutcome? Pushed { get; init; }
}
