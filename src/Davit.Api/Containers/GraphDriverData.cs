namespace Davit.Api.Containers;

/// <summary>The storage driver's directories of an image or a container.</summary>
public sealed record GraphDriverData
{
    public string Name { get; set; } = "";

    public IReadOnlyDictionary<string, string>? Data { get; set; }
}
