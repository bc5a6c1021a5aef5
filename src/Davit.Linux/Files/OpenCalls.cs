using System.Runtime.InteropServices;

namespace Davit.Linux.Files;

/// <summary>open(2), openat(2), openat2(2). Every descriptor is close-on-exec; the caller disposes it.</summary>
public static partial class OpenCalls
{
    public static FileDescriptor Open(string path, OpenFlags flags, uint mode = 0) => OpenAt(null, path, flags, mode);

    /// <summary>Opens relative to <paramref name="directory"/>; null is the working directory.</summary>
    public static FileDescriptor OpenAt(FileDescriptor? directory, string path, OpenFlags flags, uint mode = 0)
    {
        var errno = TryOpenAt(directory, path, flags, mode, out var file);
        return errno == Errno.None ? file! : throw new LinuxException(errno, "open", path);
    }

    public static Errno TryOpenAt(
        FileDescriptor? directory, string path, OpenFlags flags, uint mode, out FileDescriptor? file)
    {
        while (true)
        {
            var fd = OpenAt(Syscall.At(directory), path, (int)(flags | OpenFlags.CloseOnExec), mode);
            GC.KeepAlive(directory);
            if (fd >= 0)
            {
                file = new FileDescriptor(fd);
                return Errno.None;
            }

            if (Syscall.LastErrno is var errno && errno != Errno.EINTR)
            {
                file = null;
                return errno;
            }
        }
    }

    /// <summary>Opens with a rule for the walk, for paths that somebody else controls.</summary>
    public static FileDescriptor OpenAt2(
        FileDescriptor? directory, string path, OpenFlags flags, ResolveFlags resolve, uint mode = 0)
    {
        var errno = TryOpenAt2(directory, path, flags, resolve, mode, out var file);
        return errno == Errno.None ? file! : throw new LinuxException(errno, "openat2", path);
    }

    public static unsafe Errno TryOpenAt2(
        FileDescriptor? directory, string path, OpenFlags flags, ResolveFlags resolve, uint mode, out FileDescriptor? file)
    {
        var how = new OpenHow
        {
            Flags = (ulong)(flags | OpenFlags.CloseOnExec),
            Mode = mode,
            Resolve = (ulong)resolve,
        };

        // EAGAIN: a rename raced with the walk (openat2(2)); it is retried, as the manual asks.
        for (var attempt = 0; ; attempt++)
        {
            var fd = OpenAt2(SyscallNumber.Openat2, Syscall.At(directory), path, &how, sizeof(OpenHow));
            GC.KeepAlive(directory);
            if (fd >= 0)
            {
                file = new FileDescriptor((int)fd);
                return Errno.None;
            }

            var errno = Syscall.LastErrno;
            if (errno != Errno.EINTR && (errno != Errno.EAGAIN || attempt > 127))
            {
                file = null;
                return errno;
            }
        }
    }

    /// <summary>Opens what an <see cref="OpenFlags.Path"/> descriptor names, through <c>/proc/self/fd</c>.</summary>
    public static FileDescriptor Reopen(FileDescriptor file, OpenFlags flags) =>
        OpenAt(null, file.ProcPath, flags);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenAt(int directory, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint OpenAt2(nint number, nint directory, string path, OpenHow* how, nint size);
}
