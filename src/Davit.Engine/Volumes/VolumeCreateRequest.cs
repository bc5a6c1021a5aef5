namespace Davit.Engine.Volumes;

/// <summary>A volume to make; an empty name is made up.</summary>
public sealed record VolumeCreateRequest
{
    public string Name { get; init; } = "";

    public string Driver { get; init; } = "";

    public IReadOnlyDictionary<string, string>? DriverOptions { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
