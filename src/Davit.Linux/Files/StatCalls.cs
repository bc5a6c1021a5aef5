using System.Runtime.InteropServices;

namespace Davit.Linux.Files;

/// <summary>statx(2) and statfs(2).</summary>
public static partial class StatCalls
{
    private const uint BasicStatsAndBirthAndMount = 0x7ff | 0x800 | 0x1000;

    /// <summary>What an open file is.</summary>
    public static Statx Stat(FileDescriptor file)
    {
        var errno = TryStat(file, "", Syscall.AtEmptyPath, out var stat);
        return errno == Errno.None ? stat : throw new LinuxException(errno, "statx", file.ToString());
    }

    /// <summary>Stats a name, not following a final symbolic link.</summary>
    public static Errno TryStatLink(FileDescriptor? directory, string name, out Statx stat) =>
        TryStat(directory, name, Syscall.AtSymlinkNoFollow, out stat);

    /// <summary><paramref name="flags"/> are AT_ flags; null is the working directory.</summary>
    public static unsafe Errno TryStat(FileDescriptor? directory, string name, int flags, out Statx stat)
    {
        fixed (Statx* result = &stat)
        {
            *result = default;
            var errno = Syscall.ErrnoOf(StatxCall(Syscall.At(directory), name, flags, BasicStatsAndBirthAndMount, result));
            GC.KeepAlive(directory);
            return errno;
        }
    }

    /// <summary>Magic number of the file system a descriptor is on, statfs(2).</summary>
    public static unsafe long FileSystemType(FileDescriptor file)
    {
        var buffer = stackalloc long[16];
        Syscall.Check(Syscall.Invoke(SyscallNumber.Fstatfs, file.Value, (nint)buffer), "fstatfs", file.ToString());
        return buffer[0];
    }

    /// <summary>Mount flags of the file system a descriptor is on, statfs(2): 1 is read-only.</summary>
    public static unsafe long FileSystemFlags(FileDescriptor file)
    {
        var buffer = stackalloc long[16];
        Syscall.Check(Syscall.Invoke(SyscallNumber.Fstatfs, file.Value, (nint)buffer), "fstatfs", file.ToString());

        // struct statfs: type, bsize, blocks, bfree, bavail, files, ffree, fsid, namelen, frsize, flags.
        return buffer[10];
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatxCall(int directory, string name, int flags, uint mask, Statx* result);
}
