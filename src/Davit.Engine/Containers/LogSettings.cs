namespace Davit.Engine.Containers;

/// <summary>Log driver and its options; an empty type is the daemon's default.</summary>
public sealed record LogSettings
{
    public string Type { get; init; } = "";

    public IReadOnlyDictionary<string, string>? Config { get; init; }
}
