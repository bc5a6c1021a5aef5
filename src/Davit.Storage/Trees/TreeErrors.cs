using Davit.Linux;
using Davit.Storage.Archives;

namespace Davit.Storage.Trees;

/// <summary>Errors of the kernel while a tree is written, as the store's kinds.</summary>
internal static class TreeErrors
{
    public static StorageException From(Errno errno, string call, ReadOnlySpan<byte> path)
    {
        var name = DisplayText.Of(path);
        var cause = new LinuxException(errno, call, name);
        return errno switch
        {
            Errno.ENOSPC or Errno.EDQUOT => new StorageException(StorageErrorKind.NoSpace, $"no space left on the device for {name}", cause),
            Errno.EROFS => new StorageException(StorageErrorKind.Forbidden, $"{name} is on a read-only file system", cause),
            Errno.ENAMETOOLONG => new StorageException(StorageErrorKind.InvalidArchive, $"the name {name} is too long for this file system", cause),
            Errno.ENOTDIR => new StorageException(StorageErrorKind.InvalidArchive, $"a directory of {name} is not a directory", cause),
            Errno.ELOOP => new StorageException(StorageErrorKind.InvalidArchive, $"symbolic links of {name} form a loop", cause),
            Errno.EFBIG => new StorageException(StorageErrorKind.LimitExceeded, $"{name} is larger than this file system allows", cause),
            _ => new StorageException(StorageErrorKind.Internal, cause.Message, cause),
        };
    }

    public static void Check(Errno errno, string call, ReadOnlySpan<byte> path)
    {
        if (errno != Errno.None)
        {
            throw From(errno, call, path);
        }
    }
}
