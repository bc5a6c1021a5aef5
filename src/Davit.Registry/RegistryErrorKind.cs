namespace Davit.Registry;

/// <summary>The closed set of ways in which a registry fails us. A cancelled call is an <see cref="OperationCanceledException"/>, no failure.</summary>
public enum RegistryErrorKind
{
    /// <summary>The caller's own mistake: a malformed tag, a descriptor without a size.</summary>
    InvalidParameter,

    /// <summary>No such manifest, blob or repository; also a pull that was denied, since registries do not tell the two apart.</summary>
    NotFound,

    /// <summary>No credentials, or wrong ones.</summary>
    Unauthorized,

    /// <summary>The credentials are good, but not for this.</summary>
    Forbidden,

    /// <summary>Too many requests, and the registry asks for more patience than we have.</summary>
    RateLimited,

    /// <summary>Not reachable, not trusted (TLS), too slow, or out of order; every attempt that was allowed has been made.</summary>
    Unavailable,

    /// <summary>The registry breaks the protocol: wrong lengths, endless documents, redirections in circles, realms that may not be asked.</summary>
    Protocol,

    /// <summary>The content is not what its digest says.</summary>
    DigestMismatch,

    /// <summary>A format or an operation that is not supported here or there.</summary>
    Unsupported,
}
