namespace Davit.Api.Images;

/// <summary>Sizes of one platform of an image, bytes.</summary>
public sealed record ImageManifestSize
{
    public long Content { get; set; }

    public long Total { get; set; }
}
