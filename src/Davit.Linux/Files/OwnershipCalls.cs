using System.Runtime.InteropServices;

namespace Davit.Linux.Files;

/// <summary>fchownat(2), fchmodat(2), utimensat(2).</summary>
public static partial class OwnershipCalls
{
    /// <summary>Changes the owner of a name itself, never of a link's target.</summary>
    public static Errno TryChangeOwner(FileDescriptor? directory, string name, uint uid, uint gid) =>
        Syscall.ErrnoOf(Fchownat(Syscall.At(directory), name, uid, gid, Syscall.AtSymlinkNoFollow));

    public static void ChangeOwner(FileDescriptor file, uint uid, uint gid) =>
        Syscall.Check(Fchownat(file.Value, "", uid, gid, Syscall.AtEmptyPath), "fchown", file.ToString());

    public static void ChangeMode(FileDescriptor file, uint mode) =>
        Syscall.Check(Fchmod(file.Value, mode), "fchmod", file.ToString());

    /// <summary>chmod follows symbolic links: only for names known to be none.</summary>
    public static Errno TryChangeMode(FileDescriptor? directory, string name, uint mode) =>
        Syscall.ErrnoOf(Fchmodat(Syscall.At(directory), name, mode, 0));

    /// <summary>Sets access and modification time of a name itself; nanoseconds since 1970 as seconds and rest.</summary>
    public static unsafe Errno TrySetTimes(
        FileDescriptor? directory, string name, long seconds, long nanoseconds)
    {
        var times = stackalloc long[4] { seconds, nanoseconds, seconds, nanoseconds };
        return Syscall.ErrnoOf(Utimensat(Syscall.At(directory), name, times, Syscall.AtSymlinkNoFollow));
    }

    [LibraryImport("libc", EntryPoint = "fchownat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Fchownat(int directory, string name, uint uid, uint gid, int flags);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    private static partial int Fchmod(int fd, uint mode);

    [LibraryImport("libc", EntryPoint = "fchmodat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Fchmodat(int directory, string name, uint mode, int flags);

    [LibraryImport("libc", EntryPoint = "utimensat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Utimensat(int directory, string name, long* times, int flags);
}
