namespace Davit.Storage.Archives;

/// <summary>Failures of archives, in one place so that they read alike.</summary>
internal static class ArchiveErrors
{
    public static StorageException Invalid(string reason, Exception? cause = null) =>
        new(StorageErrorKind.InvalidArchive, "invalid archive: " + reason, cause);

    public static StorageException Truncated(string where) =>
        new(StorageErrorKind.InvalidArchive, $"invalid archive: truncated in {where}");

    public static StorageException Limit(string what) =>
        new(StorageErrorKind.LimitExceeded, $"archive refused: {what}");
}
