namespace Davit.Storage;

/// <summary>A failure of the store, with one of a closed set of kinds. The message names the object.</summary>
public sealed class StorageException(StorageErrorKind kind, string message, Exception? cause = null) : Exception(message, cause)
{
    public StorageErrorKind Kind { get; } = kind;
}
