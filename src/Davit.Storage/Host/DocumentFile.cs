using Davit.Linux.Files;

namespace Davit.Storage.Host;

/// <summary>Small documents that are replaced whole: after a crash the old or the new one is there.</summary>
public static class DocumentFile
{
    /// <param name="durable">False: only a crash of the process is survived, not one of the machine; no fsync.</param>
    /// <exception cref="StorageException">The disk is full, or the directory is missing.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, bool durable = true, uint mode = 0x180 /* 0600 */)
    {
        try
        {
            if (durable)
            {
                AtomicFile.Write(path, content, mode);
            }
            else
            {
                AtomicFile.WriteVolatile(path, content, mode);
            }
        }
        catch (Linux.LinuxException failure)
        {
            var kind = failure.Errno is Linux.Errno.ENOSPC or Linux.Errno.EDQUOT ? StorageErrorKind.NoSpace : StorageErrorKind.Internal;
            throw new StorageException(kind, $"write {path}: {failure.Message}", failure);
        }
    }

    /// <summary>
    /// Replaces the content of a file in place, so that mounts of it in containers see the change; for files that are made anew at
    /// each start. The mode is set on creation only.
    /// </summary>
    public static void Overwrite(string path, ReadOnlySpan<byte> content, uint mode = 0x1A4 /* 0644 */)
    {
        const OpenFlags Flags = OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Truncate | OpenFlags.NoFollow;
        try
        {
            using var file = OpenCalls.Open(path, Flags, mode);
            ReadWriteCalls.WriteAll(file, content);
        }
        catch (Linux.LinuxException failure)
        {
            var kind = failure.Errno is Linux.Errno.ENOSPC or Linux.Errno.EDQUOT ? StorageErrorKind.NoSpace : StorageErrorKind.Internal;
            throw new StorageException(kind, $"write {path}: {failure.Message}", failure);
        }
    }
}
