using Davit.Oci;

namespace Davit.Images;

/// <summary>Failures in docker's words, in one place.</summary>
internal static class ImageErrors
{
    private const int ShortLength = 12;

    public static ImageException NotFound(string name) => new(
        ImageErrorKind.NotFound,
        "No such image: " + (Reference.TryParse(name, out var reference) ? reference.WithDefaultTag().FamiliarText : name));

    /// <summary>The name is known, what was asked of it is not.</summary>
    public static ImageException NotFound(string name, string message) =>
        new(ImageErrorKind.NotFound, $"No such image: {name}: {message}");

    public static ImageException Invalid(string message, Exception? cause = null) => new(ImageErrorKind.InvalidImage, message, cause);

    public static ImageException Parameter(string message, Exception? cause = null) => new(ImageErrorKind.InvalidParameter, message, cause);

    public static ImageException Conflict(string message) => new(ImageErrorKind.Conflict, message);

    /// <summary>The first twelve digits, as docker prints ids.</summary>
    public static string Short(Digest id) => id.Hex[..ShortLength];

    public static string Short(string id) => id.Length > ShortLength ? id[..ShortLength] : id;
}
