using System.Text;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Storage.Trees;

namespace Davit.Storage.Snapshots;

/// <summary>
/// The layer between an image and a container's writable layer, with the mount points every container needs: docker has the same, so
/// that <c>diff</c> and <c>commit</c> do not show them. Made once per chain; a link at one of these places is hidden by it.
/// </summary>
internal static class InitLayer
{
    private static readonly string[] Directories = ["dev", "dev/pts", "dev/shm", "etc", "proc", "sys"];

    private static readonly string[] Files = [".dockerenv", "dev/console", "etc/hostname", "etc/hosts", "etc/resolv.conf"];

    /// <summary>The layer's path; made if it is not there yet.</summary>
    /// <param name="path">Where it belongs.</param>
    /// <param name="temporary">A path on the same file system, to build it.</param>
    /// <param name="image">The image's merged root; null for an empty image.</param>
    public static void Ensure(string path, string temporary, Func<FileDescriptor?> image)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        try
        {
            using var merged = image();
            Build(temporary, merged);
            var errno = LinkCalls.TryRenameNew(null, temporary, null, path);
            if (errno is not (Errno.None or Errno.EEXIST))
            {
                throw new LinuxException(errno, "rename", path);
            }
        }
        finally
        {
            TreeRemover.Remove(temporary);
        }
    }

    private static void Build(string path, FileDescriptor? image)
    {
        Directory.CreateDirectory(path);
        using var root = OpenCalls.Open(path, OpenFlags.ReadOnly | OpenFlags.Directory);
        foreach (var directory in Directories)
        {
            DirectoryCalls.MakeDirectory(root, directory, 0x1ED /* 0755 */);
        }

        foreach (var file in Files)
        {
            using var made = OpenCalls.OpenAt(root, file, OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive, 0x1ED);
            OwnershipCalls.ChangeMode(made, 0x1ED);
        }

        LinkCalls.TrySymlink("/proc/mounts", root, "etc/mtab");

        // Attributes last and the root at the end, because making files changes times.
        foreach (var directory in Directories.Reverse().Append("."))
        {
            CopyAttributes(root, directory, image);
        }
    }

    private static void CopyAttributes(FileDescriptor root, string directory, FileDescriptor? image)
    {
        using var target = OpenCalls.OpenAt(root, directory, OpenFlags.ReadOnly | OpenFlags.Directory);
        OwnershipCalls.ChangeMode(target, 0x1ED);
        if (image is not null && ByteNameCalls.TryOpenResolved(
            image,
            Encoding.ASCII.GetBytes(directory),
            OpenFlags.ReadOnly | OpenFlags.Directory,
            ResolveFlags.Beneath | ResolveFlags.NoSymlinks,
            0,
            out var source) == Errno.None)
        {
            using (source)
            {
                ImpliedDirectories.CopyAttributes(source!, target);
            }
        }
    }
}
