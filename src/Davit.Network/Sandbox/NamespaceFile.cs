using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Mounts;

namespace Davit.Network.Sandbox;

/// <summary>A file that a network namespace is bound to, so that it lives without a process and can be joined by path.</summary>
internal static class NamespaceFile
{
    private const long NamespaceFileSystem = 0x6e736673; // NSFS_MAGIC

    /// <summary>Binds the calling thread's network namespace to a new file.</summary>
    public static void Bind(string path)
    {
        using (OpenCalls.Open(path, OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoFollow, 0x124 /* 0444 */))
        {
        }

        MountCalls.Mount("/proc/thread-self/ns/net", path, null, MountFlags.Bind);
    }

    /// <summary>Whether a namespace is bound there (and not only the file left, as after a reboot).</summary>
    public static bool Exists(string path)
    {
        var errno = OpenCalls.TryOpenAt(null, path, OpenFlags.ReadOnly | OpenFlags.NoFollow, 0, out var file);
        using (file)
        {
            return errno == Errno.None && StatCalls.FileSystemType(file!) == NamespaceFileSystem;
        }
    }

    /// <summary>Unbinds and removes the file; an absent one is fine.</summary>
    public static void Remove(string path)
    {
        // Once for each layer that may lie there; EINVAL says that nothing is mounted.
        while (MountCalls.TryUnmount(path, UnmountFlags.Detach | UnmountFlags.NoFollow) == Errno.None)
        {
        }

        var errno = DirectoryCalls.TryUnlink(null, path);
        if (errno is not (Errno.None or Errno.ENOENT))
        {
            throw new LinuxException(errno, "unlink", path);
        }
    }
}
