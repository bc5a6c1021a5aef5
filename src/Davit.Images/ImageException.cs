namespace Davit.Images;

/// <summary>A failure about an image, with one of a closed set of kinds; messages are docker's where clients match on them.</summary>
public sealed class ImageException(ImageErrorKind kind, string message, Exception? cause = null) : Exception(message, cause)
{
    public ImageErrorKind Kind { get; } = kind;
}
