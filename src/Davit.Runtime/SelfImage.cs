using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Mounts;

namespace Davit.Runtime;

/// <summary>
/// This program's own file, as a container may see it through <c>/proc/PID/exe</c>. A process that enters containers should run
/// from a read-only overlay of it, so that nothing in a container can reach the file itself (CVE-2019-5736).
/// </summary>
public static class SelfImage
{
    private const string Self = "/proc/self/exe";
    private const long ReadOnly = 1;

    /// <summary>
    /// Opens this program's file on a detached read-only overlay mount. Execute it as <c>/proc/self/fd/N</c>; the mount lives
    /// as long as descriptors and processes use it. Open it once per daemon, not once per container.
    /// </summary>
    /// <exception cref="LinuxException">The kernel cannot: not root, or no overlayfs.</exception>
    public static FileDescriptor OpenProtected()
    {
        var path = LinkCalls.ReadLink(null, Self) ?? throw new LinuxException(Errno.ENOENT, "readlink", Self);
        var directory = Path.GetDirectoryName(path) ?? "/";
        using var empty = CreateEmptyDirectory();
        using var context = MountCalls.OpenFileSystem("overlay");

        // An overlay without an upper directory needs two layers: the second is empty. "lowerdir" works before Linux 6.5, too, and descriptors
        // keep the string below the 255 bytes that fsconfig(2) takes, whatever the directory is called.
        using var program = OpenCalls.Open(directory, OpenFlags.Path | OpenFlags.Directory);
        Check(MountCalls.TrySetString(context, "lowerdir", $"{program.ProcPath}:{empty.ProcPath}"), directory);
        Check(MountCalls.TryCreate(context), directory);
        using var mount = MountCalls.CreateMount(context, MountAttributes.ReadOnly | MountAttributes.NoSuid | MountAttributes.NoDev);
        return OpenCalls.OpenAt(mount, Path.GetFileName(path), OpenFlags.Path | OpenFlags.NoFollow);
    }

    /// <summary>
    /// The same where an overlay is not possible (a root on ramfs, no overlayfs): a sealed copy in memory, which costs the size
    /// of the program once per daemon. Execute it as <c>/proc/self/fd/N</c>.
    /// </summary>
    public static FileDescriptor CopySealed()
    {
        var copy = MemoryFileCalls.Create("davit");
        using var self = OpenCalls.Open(Self, OpenFlags.ReadOnly);
        var buffer = new byte[1 << 16];
        for (var count = ReadWriteCalls.Read(self, buffer); count > 0; count = ReadWriteCalls.Read(self, buffer))
        {
            ReadWriteCalls.WriteAll(copy, buffer.AsSpan(0, count));
        }

        MemoryFileCalls.Seal(copy);
        return copy;
    }

    /// <summary>Whether this process runs from a file that cannot be written through <c>/proc/self/exe</c>.</summary>
    public static bool IsProtected
    {
        get
        {
            using var self = OpenCalls.Open(Self, OpenFlags.Path);
            return StatCalls.FileSystemType(self) == FileSystemMagic.Overlay
                && (StatCalls.FileSystemFlags(self) & ReadOnly) != 0;
        }
    }

    private static FileDescriptor CreateEmptyDirectory()
    {
        using var context = MountCalls.OpenFileSystem("tmpfs");
        Check(MountCalls.TryCreate(context), "tmpfs");
        return MountCalls.CreateMount(context, MountAttributes.ReadOnly);
    }

    private static void Check(Errno errno, string path)
    {
        if (errno != Errno.None)
        {
            throw new LinuxException(errno, "overlay of", path);
        }
    }
}
