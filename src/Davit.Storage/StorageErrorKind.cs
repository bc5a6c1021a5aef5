namespace Davit.Storage;

/// <summary>The closed set of ways in which storage fails; the engine maps them to its own kinds.</summary>
public enum StorageErrorKind
{
    /// <summary>A blob, layer, volume or path that does not exist.</summary>
    NotFound,

    /// <summary>A request that contradicts itself or names something that cannot be.</summary>
    InvalidParameter,

    /// <summary>An archive that is malformed, truncated or hostile.</summary>
    InvalidArchive,

    /// <summary>Content that is not what its digest or size says.</summary>
    DigestMismatch,

    /// <summary>A limit against decompression bombs and the like was reached.</summary>
    LimitExceeded,

    /// <summary>The disk or its quota is full.</summary>
    NoSpace,

    /// <summary>Something with this name exists and is different.</summary>
    Conflict,

    /// <summary>The target is read-only.</summary>
    Forbidden,

    /// <summary>A form that this engine does not read, such as xz; or a kernel or file system that cannot do what is needed.</summary>
    Unsupported,

    /// <summary>Anything else: an I/O error, a damaged record.</summary>
    Internal,
}
