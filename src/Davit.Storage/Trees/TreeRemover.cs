using System.Globalization;
using System.Text;
using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Storage.Trees;

/// <summary>
/// Removes directory trees whatever is in them: by descriptor, never through a symbolic link, immutable files included, and trees of any
/// depth with a bounded number of open files.
/// </summary>
public static class TreeRemover
{
    private const int DepthLimit = 64;
    private const OpenFlags DirectoryFlags = OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow;

    /// <summary>Removes the tree at an absolute path; an absent one is fine.</summary>
    /// <exception cref="LinuxException">Something could not be removed, such as a mount point.</exception>
    public static void Remove(string path)
    {
        var parentPath = Path.GetDirectoryName(path.TrimEnd('/')) ?? throw new ArgumentException("cannot remove the root", nameof(path));
        var errno = OpenCalls.TryOpenAt(null, parentPath, OpenFlags.ReadOnly | OpenFlags.Directory, 0, out var parent);
        if (errno == Errno.ENOENT)
        {
            return;
        }

        if (errno != Errno.None)
        {
            throw new LinuxException(errno, "open", parentPath);
        }

        using (parent)
        {
            Remove(parent!, Encoding.UTF8.GetBytes(Path.GetFileName(path.TrimEnd('/'))));
        }
    }

    /// <summary>Removes a name of a directory, with everything below it.</summary>
    internal static void Remove(FileDescriptor parent, ReadOnlySpan<byte> name)
    {
        var errno = ByteNameCalls.TryUnlink(parent, name);
        if (errno is Errno.None or Errno.ENOENT)
        {
            return;
        }

        if (TryOpenDirectory(parent, name, out var directory) is var open && open != Errno.None)
        {
            if (open is Errno.ENOTDIR or Errno.ELOOP or Errno.EACCES)
            {
                RemoveProtected(parent, name, isDirectory: false);
                return;
            }

            throw Failure(open, name);
        }

        using (directory)
        {
            RemoveContents(directory!);
        }

        RemoveEmptied(parent, name);
    }

    /// <summary>Removes everything in a directory, which stays.</summary>
    internal static void RemoveContents(FileDescriptor root)
    {
        var flattened = new Queue<byte[]>();
        RemoveContents(root, root, 0, flattened);
        while (flattened.TryDequeue(out var name))
        {
            if (TryOpenDirectory(root, name, out var directory) == Errno.None)
            {
                using (directory)
                {
                    RemoveContents(root, directory!, 0, flattened);
                }
            }

            RemoveEmptied(root, name);
        }
    }

    private static void RemoveContents(FileDescriptor root, FileDescriptor directory, int depth, Queue<byte[]> flattened)
    {
        foreach (var entry in ByteDirectoryCalls.ReadEntries(directory))
        {
            // What was moved up to the root is removed by the loop there.
            if (ReferenceEquals(root, directory) && depth == 0 && IsFlattened(entry.Name, flattened))
            {
                continue;
            }

            if (!entry.MayBeDirectory || TryOpenDirectory(directory, entry.Name, out var child) != Errno.None)
            {
                RemoveFile(directory, entry.Name);
                continue;
            }

            using (child)
            {
                if (depth >= DepthLimit)
                {
                    Flatten(root, directory, entry.Name, flattened);
                    continue;
                }

                RemoveContents(root, child!, depth + 1, flattened);
            }

            RemoveEmptied(directory, entry.Name);
        }
    }

    private static bool IsFlattened(byte[] name, Queue<byte[]> flattened) =>
        flattened.Count > 0 && flattened.Any(other => other.AsSpan().SequenceEqual(name));

    /// <summary>Moves a directory up to the root of the removal, so that depth costs neither stack nor descriptors.</summary>
    private static void Flatten(FileDescriptor root, FileDescriptor directory, byte[] name, Queue<byte[]> flattened)
    {
        for (var number = flattened.Count; ; number++)
        {
            var target = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $".davit-deep-{number}"));
            if (ByteNameCalls.TryStat(root, target, out _) == Errno.None)
            {
                continue;
            }

            var errno = ByteNameCalls.TryRename(directory, name, root, target);
            if (errno == Errno.EPERM)
            {
                ClearProtection(directory, name);
                errno = ByteNameCalls.TryRename(directory, name, root, target);
            }

            if (errno != Errno.None)
            {
                throw Failure(errno, name);
            }

            flattened.Enqueue(target);
            return;
        }
    }

    private static void RemoveFile(FileDescriptor directory, byte[] name)
    {
        var errno = ByteNameCalls.TryUnlink(directory, name);
        if (errno == Errno.EPERM)
        {
            RemoveProtected(directory, name, isDirectory: false);
        }
        else if (errno is not (Errno.None or Errno.ENOENT))
        {
            throw Failure(errno, name);
        }
    }

    private static void RemoveEmptied(FileDescriptor parent, ReadOnlySpan<byte> name)
    {
        var errno = ByteNameCalls.TryUnlink(parent, name, isDirectory: true);
        if (errno == Errno.EPERM)
        {
            RemoveProtected(parent, name, isDirectory: true);
        }
        else if (errno is not (Errno.None or Errno.ENOENT))
        {
            throw Failure(errno, name);
        }
    }

    private static void RemoveProtected(FileDescriptor directory, ReadOnlySpan<byte> name, bool isDirectory)
    {
        ClearProtection(directory, name);
        var errno = ByteNameCalls.TryUnlink(directory, name, isDirectory);
        if (errno is not (Errno.None or Errno.ENOENT))
        {
            throw Failure(errno, name);
        }
    }

    private static void ClearProtection(FileDescriptor directory, ReadOnlySpan<byte> name)
    {
        FileSystemCalls.TryClearProtection(directory);

        // Only files and directories have flags; opening a device node could do things.
        if (ByteNameCalls.TryStat(directory, name, out var stat) == Errno.None && (stat.IsRegular || stat.IsDirectory)
            && ByteNameCalls.TryOpen(directory, name, OpenFlags.ReadOnly | OpenFlags.NoFollow | OpenFlags.NonBlock, 0, out var file) == Errno.None)
        {
            using (file)
            {
                FileSystemCalls.TryClearProtection(file!);
            }
        }
    }

    private static Errno TryOpenDirectory(FileDescriptor parent, ReadOnlySpan<byte> name, out FileDescriptor? directory) =>
        ByteNameCalls.TryOpen(parent, name, DirectoryFlags, 0, out directory);

    private static LinuxException Failure(Errno errno, ReadOnlySpan<byte> name) => new(errno, "remove", Archives.DisplayText.Of(name));
}
