namespace Davit.Engine;

/// <summary>The closed set of failures; one file of the daemon maps a kind to an HTTP status.</summary>
public enum ErrorKind
{
    /// <summary>400.</summary>
    InvalidParameter,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>409.</summary>
    Conflict,

    /// <summary>401: a registry wants other credentials.</summary>
    Unauthorized,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>501.</summary>
    NotImplemented,

    /// <summary>500.</summary>
    Internal,
}
