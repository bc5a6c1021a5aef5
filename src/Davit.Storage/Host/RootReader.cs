using System.Globalization;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Oci;
using Davit.Storage.Snapshots;

namespace Davit.Storage.Host;

/// <summary>
/// Reads small files of a container's root. The root belongs to somebody else: paths are walked by the kernel as if the root
/// were the whole world (openat2(2), RESOLVE_IN_ROOT), only regular files are opened, and no more is read than asked for; a FIFO, a
/// device or an endless file as <c>/etc/passwd</c> does no harm. Not thread-safe; the owner disposes it.
/// </summary>
public sealed class RootReader : IDisposable
{
    private readonly FileDescriptor root;

    private RootReader(FileDescriptor root) => this.root = root;

    /// <summary>The root of a running process.</summary>
    /// <exception cref="StorageException">There is no such process.</exception>
    public static RootReader OfProcess(int pid)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/root");
        var errno = OpenCalls.TryOpenAt(null, path, OpenFlags.Path | OpenFlags.Directory, 0, out var root);
        return errno == Errno.None
            ? new RootReader(root!)
            : throw new StorageException(StorageErrorKind.NotFound, $"open the root of process {pid}: {errno.Describe()}");
    }

    /// <summary>The root of a container that does not run: its layers, mounted read-only and attached nowhere.</summary>
    /// <exception cref="StorageException">The kernel refused the mount.</exception>
    public static RootReader OfMount(OverlayMount mount)
    {
        try
        {
            return new RootReader(OverlayView.OpenReadOnly(mount));
        }
        catch (LinuxException failure)
        {
            throw new StorageException(StorageErrorKind.Internal, "open the root file system: " + failure.Message, failure);
        }
    }

    /// <summary>The content of a regular file; null: there is none.</summary>
    /// <exception cref="StorageException">It is no regular file, or larger than <paramref name="limit"/> bytes.</exception>
    public byte[]? ReadFile(string path, int limit)
    {
        var errno = OpenCalls.TryOpenAt2(root, path.TrimStart('/'), OpenFlags.Path, ResolveFlags.InRoot | ResolveFlags.NoMagicLinks, 0, out var handle);
        if (errno is Errno.ENOENT or Errno.ENOTDIR)
        {
            return null;
        }

        if (errno != Errno.None)
        {
            throw new StorageException(StorageErrorKind.InvalidParameter, $"open {path} in the container: {errno.Describe()}");
        }

        using (handle)
        {
            return ReadRegular(handle!, path, limit);
        }
    }

    public void Dispose() => root.Dispose();

    private static byte[] ReadRegular(FileDescriptor handle, string path, int limit)
    {
        var stat = StatCalls.Stat(handle);
        if (!stat.IsRegular)
        {
            throw new StorageException(StorageErrorKind.InvalidParameter, $"{path} in the container is not a regular file");
        }

        if (stat.Size > (ulong)limit)
        {
            throw new StorageException(StorageErrorKind.LimitExceeded, $"{path} in the container is larger than {limit} bytes");
        }

        try
        {
            using var file = OpenCalls.Reopen(handle, OpenFlags.ReadOnly | OpenFlags.NonBlock);
            return ReadWriteCalls.ReadToEnd(file, limit);
        }
        catch (LinuxException failure)
        {
            throw new StorageException(StorageErrorKind.Internal, $"read {path} in the container: {failure.Message}", failure);
        }
    }
}
