namespace Davit.Images;

/// <summary>The closed set of ways in which a request about images fails.</summary>
public enum ImageErrorKind
{
    NotFound,
    InvalidParameter,

    /// <summary>An archive, manifest or configuration that cannot be used.</summary>
    InvalidImage,
    Conflict,
    Unsupported,
    Internal,
}
