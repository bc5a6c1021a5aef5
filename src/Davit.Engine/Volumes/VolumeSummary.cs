namespace Davit.Engine.Volumes;

/// <summary>A volume; times are UTC.</summary>
public sealed record VolumeSummary
{
    public required string Name { get; init; }

    public string Driver { get; init; } = "local";

    public required string Mountpoint { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public string Scope { get; init; } = "local";

    /// <summary>Bytes, -1: not computed.</summary>
    public long Size { get; init; } = -1;

    /// <summary>Containers that use it, -1: not computed.</summary>
    public long RefCount { get; init; } = -1;
}
