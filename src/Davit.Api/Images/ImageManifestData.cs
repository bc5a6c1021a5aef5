namespace Davit.Api.Images;

/// <summary>What one platform of an image holds.</summary>
public sealed record ImageManifestData
{
    public OciPlatform Platform { get; set; } = new();

    public ImageUnpackedSize Size { get; set; } = new();

    /// <summary>Ids of the containers made from it.</summary>
    public IReadOnlyList<string>? Containers { get; set; }
}
