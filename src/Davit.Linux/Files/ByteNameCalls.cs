using System.Runtime.InteropServices;

namespace Davit.Linux.Files;

/// <summary>
/// The <c>*at</c> calls with names as bytes, for trees and archives whose names need not be UTF-8. Names are without a final NUL;
/// one with a NUL inside is EINVAL, one of more than 4095 bytes ENAMETOOLONG. All results are <see cref="Errno"/>: the caller decides.
/// </summary>
public static partial class ByteNameCalls
{
    /// <summary>PATH_MAX of limits.h, with the final NUL.</summary>
    public const int PathMax = 4096;

    /// <summary>openat(2); close-on-exec is added. The caller disposes the file.</summary>
    public static unsafe Errno TryOpen(FileDescriptor directory, ReadOnlySpan<byte> name, OpenFlags flags, uint mode, out FileDescriptor? file)
    {
        var buffer = stackalloc byte[PathMax];
        file = null;
        if (Terminate(name, buffer) is var bad && bad != Errno.None)
        {
            return bad;
        }

        while (true)
        {
            var fd = Openat(directory.Value, buffer, (int)(flags | OpenFlags.CloseOnExec), mode);
            if (fd >= 0)
            {
                file = new FileDescriptor(fd);
                GC.KeepAlive(directory);
                return Errno.None;
            }

            if (Syscall.LastErrno is var errno && errno != Errno.EINTR)
            {
                return errno;
            }
        }
    }

    /// <summary>openat2(2) with a rule for the walk. An empty name is the directory itself.</summary>
    public static unsafe Errno TryOpenResolved(
        FileDescriptor directory, ReadOnlySpan<byte> path, OpenFlags flags, ResolveFlags resolve, uint mode, out FileDescriptor? file)
    {
        var buffer = stackalloc byte[PathMax];
        file = null;
        if (Terminate(path.IsEmpty ? "."u8 : path, buffer) is var bad && bad != Errno.None)
        {
            return bad;
        }

        var how = new OpenHow { Flags = (ulong)(flags | OpenFlags.CloseOnExec), Mode = mode, Resolve = (ulong)resolve };
        for (var attempt = 0; ; attempt++)
        {
            var fd = Syscall.Invoke(SyscallNumber.Openat2, directory.Value, (nint)buffer, (nint)(&how), sizeof(OpenHow));
            if (fd >= 0)
            {
                file = new FileDescriptor((int)fd);
                GC.KeepAlive(directory);
                return Errno.None;
            }

            // EAGAIN: a rename raced with the walk (openat2(2)).
            var errno = Syscall.LastErrno;
            if (errno != Errno.EINTR && (errno != Errno.EAGAIN || attempt > 127))
            {
                return errno;
            }
        }
    }

    public static unsafe Errno TryMakeDirectory(FileDescriptor directory, ReadOnlySpan<byte> name, uint mode)
    {
        var buffer = stackalloc byte[PathMax];
        var bad = Terminate(name, buffer);
        return bad != Errno.None ? bad : Syscall.ErrnoOf(Mkdirat(directory.Value, buffer, mode));
    }

    public static unsafe Errno TryUnlink(FileDescriptor directory, ReadOnlySpan<byte> name, bool isDirectory = false)
    {
        var buffer = stackalloc byte[PathMax];
        var bad = Terminate(name, buffer);
        return bad != Errno.None ? bad : Syscall.ErrnoOf(Unlinkat(directory.Value, buffer, isDirectory ? Syscall.AtRemoveDir : 0));
    }

    /// <summary>mknodat(2); <paramref name="mode"/> carries the type bits.</summary>
    public static unsafe Errno TryMakeNode(FileDescriptor directory, ReadOnlySpan<byte> name, uint mode, uint major, uint minor)
    {
        var buffer = stackalloc byte[PathMax];
        var bad = Terminate(name, buffer);

        // makedev(3): glibc's 64-bit layout.
        var device = (minor & 0xffUL) | ((major & 0xfffUL) << 8) | ((minor & ~0xffUL) << 12) | ((major & ~0xfffUL) << 32);
        return bad != Errno.None ? bad : Syscall.ErrnoOf(Mknodat(directory.Value, buffer, mode, device));
    }

    public static unsafe Errno TrySymlink(ReadOnlySpan<byte> target, FileDescriptor directory, ReadOnlySpan<byte> name)
    {
        var buffer = stackalloc byte[PathMax];
        var targetBuffer = stackalloc byte[PathMax];
        var bad = Terminate(name, buffer);
        bad = bad == Errno.None ? Terminate(target, targetBuffer) : bad;
        return bad != Errno.None ? bad : Syscall.ErrnoOf(Symlinkat(targetBuffer, directory.Value, buffer));
    }

    /// <summary>linkat(2) without following a final symbolic link.</summary>
    public static unsafe Errno TryLink(FileDescriptor fromDirectory, ReadOnlySpan<byte> from, FileDescriptor toDirectory, ReadOnlySpan<byte> to)
    {
        var buffer = stackalloc byte[PathMax];
        var toBuffer = stackalloc byte[PathMax];
        var bad = Terminate(from, buffer);
        bad = bad == Errno.None ? Terminate(to, toBuffer) : bad;
        return bad != Errno.None ? bad : Syscall.ErrnoOf(Linkat(fromDirectory.Value, buffer, toDirectory.Value, toBuffer, 0));
    }

    public static unsafe Errno TryRename(FileDescriptor fromDirectory, ReadOnlySpan<byte> from, FileDescriptor toDirectory, ReadOnlySpan<byte> to)
    {
        var buffer = stackalloc byte[PathMax];
        var toBuffer = stackalloc byte[PathMax];
        var bad = Terminate(from, buffer);
        bad = bad == Errno.None ? Terminate(to, toBuffer) : bad;
        return bad != Errno.None ? bad : Syscall.ErrnoOf(Renameat(fromDirectory.Value, buffer, toDirectory.Value, toBuffer));
    }

    /// <summary>The target of a symbolic link, or null.</summary>
    public static unsafe byte[]? ReadLink(FileDescriptor directory, ReadOnlySpan<byte> name)
    {
        var buffer = stackalloc byte[PathMax];
        var result = stackalloc byte[PathMax];
        if (TerminateOrEmpty(name, buffer) != Errno.None)
        {
            return null;
        }

        var count = Readlinkat(directory.Value, buffer, result, PathMax);
        return count < 0 ? null : new ReadOnlySpan<byte>(result, (int)count).ToArray();
    }

    /// <summary>statx(2) of the name itself, not of a link's target; an empty name is the open file.</summary>
    public static unsafe Errno TryStat(FileDescriptor directory, ReadOnlySpan<byte> name, out Statx stat)
    {
        const uint BasicStats = 0x7ff | 0x1000; // STATX_BASIC_STATS, STATX_MNT_ID
        var buffer = stackalloc byte[PathMax];
        stat = default;
        if (TerminateOrEmpty(name, buffer) is var bad && bad != Errno.None)
        {
            return bad;
        }

        fixed (Statx* result = &stat)
        {
            var flags = Syscall.AtSymlinkNoFollow | (name.IsEmpty ? Syscall.AtEmptyPath : 0);
            return Syscall.ErrnoOf(StatxCall(directory.Value, buffer, flags, BasicStats, result));
        }
    }

    /// <summary>Changes the owner of the name itself; an empty name is the open file.</summary>
    public static unsafe Errno TryChangeOwner(FileDescriptor directory, ReadOnlySpan<byte> name, uint uid, uint gid)
    {
        var buffer = stackalloc byte[PathMax];
        var bad = TerminateOrEmpty(name, buffer);
        var flags = Syscall.AtSymlinkNoFollow | (name.IsEmpty ? Syscall.AtEmptyPath : 0);
        return bad != Errno.None ? bad : Syscall.ErrnoOf(Fchownat(directory.Value, buffer, uid, gid, flags));
    }

    /// <summary>Follows a symbolic link: only for names that were just made as something else, in a tree nobody else writes.</summary>
    public static unsafe Errno TryChangeMode(FileDescriptor directory, ReadOnlySpan<byte> name, uint mode)
    {
        var buffer = stackalloc byte[PathMax];
        var bad = Terminate(name, buffer);
        return bad != Errno.None ? bad : Syscall.ErrnoOf(Fchmodat(directory.Value, buffer, mode, 0));
    }

    /// <summary>Sets modification and access time of the name itself; an empty name is the open file (not an O_PATH one).</summary>
    public static unsafe Errno TrySetTimes(FileDescriptor directory, ReadOnlySpan<byte> name, long seconds, long nanoseconds)
    {
        var buffer = stackalloc byte[PathMax];
        var times = stackalloc long[4] { seconds, nanoseconds, seconds, nanoseconds };
        var bad = TerminateOrEmpty(name, buffer);
        return bad != Errno.None ? bad : Syscall.ErrnoOf(name.IsEmpty
            ? Futimens(directory.Value, times) // glibc's utimensat refuses a null path
            : Utimensat(directory.Value, buffer, times, Syscall.AtSymlinkNoFollow));
    }

    internal static unsafe Errno Terminate(ReadOnlySpan<byte> name, byte* buffer) =>
        name.IsEmpty ? Errno.ENOENT : TerminateOrEmpty(name, buffer);

    internal static unsafe Errno TerminateOrEmpty(ReadOnlySpan<byte> name, byte* buffer)
    {
        if (name.Length >= PathMax)
        {
            return Errno.ENAMETOOLONG;
        }

        if (name.Contains((byte)0))
        {
            return Errno.EINVAL;
        }

        name.CopyTo(new Span<byte>(buffer, PathMax));
        buffer[name.Length] = 0;
        return Errno.None;
    }

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static unsafe partial int Openat(int directory, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    private static unsafe partial int Mkdirat(int directory, byte* name, uint mode);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    private static unsafe partial int Unlinkat(int directory, byte* name, int flags);

    [LibraryImport("libc", EntryPoint = "mknodat", SetLastError = true)]
    private static unsafe partial int Mknodat(int directory, byte* name, uint mode, ulong device);

    [LibraryImport("libc", EntryPoint = "symlinkat", SetLastError = true)]
    private static unsafe partial int Symlinkat(byte* target, int directory, byte* name);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true)]
    private static unsafe partial int Linkat(int fromDirectory, byte* from, int toDirectory, byte* to, int flags);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true)]
    private static unsafe partial int Renameat(int fromDirectory, byte* from, int toDirectory, byte* to);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    private static unsafe partial nint Readlinkat(int directory, byte* name, byte* buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static unsafe partial int StatxCall(int directory, byte* name, int flags, uint mask, Statx* result);

    [LibraryImport("libc", EntryPoint = "fchownat", SetLastError = true)]
    private static unsafe partial int Fchownat(int directory, byte* name, uint uid, uint gid, int flags);

    [LibraryImport("libc", EntryPoint = "fchmodat", SetLastError = true)]
    private static unsafe partial int Fchmodat(int directory, byte* name, uint mode, int flags);

    [LibraryImport("libc", EntryPoint = "futimens", SetLastError = true)]
    private static unsafe partial int Futimens(int file, long* times);

    [LibraryImport("libc", EntryPoint = "utimensat", SetLastError = true)]
    private static unsafe partial int Utimensat(int directory, byte* name, long* times, int flags);
}
