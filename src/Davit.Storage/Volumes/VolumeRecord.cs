namespace Davit.Storage.Volumes;

/// <summary>A volume, <c>volumes/NAME/volume.json</c>. Immutable.</summary>
public sealed record VolumeRecord
{
    public required string Name { get; init; }

    public string Driver { get; init; } = "local";

    /// <summary>Absolute path of its data on the host.</summary>
    public required string Mountpoint { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Options of the driver: <c>type</c>, <c>o</c>, <c>device</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Made without a name, by <c>VOLUME</c> or <c>-v /path</c>.</summary>
    public bool Anonymous { get; init; }
}
