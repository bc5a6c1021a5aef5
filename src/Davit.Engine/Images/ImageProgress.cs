namespace Davit.Engine.Images;

/// <summary>A progress message as the API streams it (<c>{"stream":…}</c>, <c>{"status":…,"id":…,"progressDetail":…}</c>).</summary>
public sealed record ImageProgress
{
    public string? Stream { get; init; }

    public string? Status { get; init; }

    public string? Id { get; init; }

    /// <summary><see cref="Status"/> is about the whole: <see cref="Id"/> is a tag.</summary>
    public bool IsNote { get; init; }

    /// <summary>Bytes so far and in all (0: unknown); null: no progress bar.</summary>
    public long? Current { get; init; }

    public long? Total { get; init; }

    /// <summary>The end of a push.</summary>
    public ImagePushOutcome? Pushed { get; init; }
}
