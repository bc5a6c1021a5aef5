namespace Davit.Engine.Containers;

/// <summary>Options of an image mount.</summary>
public sealed record ImageMountOptions
{
    public string Subpath { get; init; } = "";
}
