namespace Davit.Engine.Containers;

/// <summary>Options of a volume mount.</summary>
public sealed record VolumeMountOptions
{
    public bool NoCopy { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string Subpath { get; init; } = "";

    public string DriverName { get; init; } = "";

    public IReadOnlyDictionary<string, string>? DriverOptions { get; init; }
}
