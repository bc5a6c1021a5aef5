using System.Globalization;
using Davit.Linux;
using Davit.Linux.Mounts;

namespace Davit.Storage.Host;

/// <summary>
/// The <c>/dev/shm</c> of a container that shares it with others: a tmpfs on the host, mounted while the container runs, because a
/// mount cannot be taken from another process's mount namespace.
/// </summary>
public static class SharedMemoryMount
{
    /// <summary>Mounts an empty one at this path, which is made; one that is there already stays.</summary>
    /// <exception cref="StorageException">The kernel refused.</exception>
    public static void Create(string path, long bytes)
    {
        Directory.CreateDirectory(path);
        if (IsMounted(path))
        {
            return;
        }

        var data = string.Create(CultureInfo.InvariantCulture, $"mode=1777,size={bytes}");
        var errno = MountCalls.TryMount("shm", path, "tmpfs", MountFlags.NoExec | MountFlags.NoSuid | MountFlags.NoDev, data);
        if (errno != Errno.None)
        {
            throw new StorageException(StorageErrorKind.Internal, $"mount tmpfs on {path}: {errno.Describe()}");
        }
    }

    /// <summary>Takes the mount and its directory away; absent ones are fine.</summary>
    public static void Remove(string path)
    {
        while (MountCalls.TryUnmount(path, UnmountFlags.Detach | UnmountFlags.NoFollow) == Errno.None)
        {
        }

        if (Directory.Exists(path))
        {
            Directory.Delete(path);
        }
    }

    private static bool IsMounted(string path) =>
        Linux.Files.StatCalls.TryStatLink(null, path, out var own) == Errno.None
        && Linux.Files.StatCalls.TryStatLink(null, Path.GetDirectoryName(path)!, out var parent) == Errno.None
        && (own.DeviceMajor, own.DeviceMinor) != (parent.DeviceMajor, parent.DeviceMinor);
}
