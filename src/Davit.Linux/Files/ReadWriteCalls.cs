using System.Runtime.InteropServices;

namespace Davit.Linux.Files;

/// <summary>read(2), write(2), pread, pwrite, fsync(2), ftruncate(2), lseek(2), dup; interrupted calls are retried.</summary>
public static partial class ReadWriteCalls
{
    /// <summary>One read; 0 at the end of the file. <paramref name="errno"/> is EAGAIN on an empty non-blocking descriptor.</summary>
    public static unsafe int TryRead(FileDescriptor file, Span<byte> buffer, out Errno errno)
    {
        fixed (byte* start = buffer)
        {
            nint count;
            do
            {
                count = ReadCall(file.Value, start, (nuint)buffer.Length);
                errno = count < 0 ? Syscall.LastErrno : Errno.None;
            }
            while (errno == Errno.EINTR);
            GC.KeepAlive(file);
            return (int)count;
        }
    }

    public static int Read(FileDescriptor file, Span<byte> buffer)
    {
        var count = TryRead(file, buffer, out var errno);
        return errno == Errno.None ? count : throw new LinuxException(errno, "read");
    }

    /// <summary>One write, which may take less than all; negative with <paramref name="errno"/> on failure.</summary>
    public static unsafe int TryWrite(FileDescriptor file, ReadOnlySpan<byte> data, out Errno errno)
    {
        fixed (byte* start = data)
        {
            nint count;
            do
            {
                count = WriteCall(file.Value, start, (nuint)data.Length);
                errno = count < 0 ? Syscall.LastErrno : Errno.None;
            }
            while (errno == Errno.EINTR);
            GC.KeepAlive(file);
            return (int)count;
        }
    }

    /// <summary>Writes everything to a blocking descriptor.</summary>
    public static void WriteAll(FileDescriptor file, ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var count = TryWrite(file, data, out var errno);
            data = errno == Errno.None ? data[count..] : throw new LinuxException(errno, "write");
        }
    }

    /// <summary>Reads to the end; <paramref name="limit"/> bytes at most, more is EFBIG.</summary>
    public static byte[] ReadToEnd(FileDescriptor file, int limit = int.MaxValue)
    {
        var buffer = new byte[4096];
        var used = 0;
        while (true)
        {
            var count = Read(file, buffer.AsSpan(used));
            if (count == 0)
            {
                return used == buffer.Length ? buffer : buffer[..used];
            }

            used += count;
            if (used > limit)
            {
                throw new LinuxException(Errno.EFBIG, "read");
            }

            if (used == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    public static void Sync(FileDescriptor file) => Syscall.Check(FsyncCall(file.Value), "fsync");

    public static void SyncData(FileDescriptor file) => Syscall.Check(FdatasyncCall(file.Value), "fdatasync");

    public static void Truncate(FileDescriptor file, long length) =>
        Syscall.Check(FtruncateCall(file.Value, length), "ftruncate");

    /// <summary>Another number for the same open file, close-on-exec.</summary>
    public static FileDescriptor Duplicate(FileDescriptor file, int minimum = 0)
    {
        const int DupFdCloexec = 1030;
        return new FileDescriptor(Syscall.Check(FcntlCall(file.Value, DupFdCloexec, minimum), "fcntl"));
    }

    public static void SetNonBlocking(FileDescriptor file, bool on)
    {
        const int GetFlags = 3;
        const int SetFlags = 4;
        var flags = Syscall.Check(FcntlCall(file.Value, GetFlags, 0), "fcntl");
        var wanted = on ? flags | (int)OpenFlags.NonBlock : flags & ~(int)OpenFlags.NonBlock;
        Syscall.Check(FcntlCall(file.Value, SetFlags, wanted), "fcntl");
    }

    /// <summary>Decides whether programs executed by this process inherit the descriptor.</summary>
    public static void SetInherited(FileDescriptor file, bool inherited)
    {
        const int SetFd = 2;
        Syscall.Check(FcntlCall(file.Value, SetFd, inherited ? 0 : 1), "fcntl");
    }

    /// <summary>Whether programs executed by this process inherit the descriptor; null if it is not open.</summary>
    public static bool? IsInherited(FileDescriptor file)
    {
        const int GetFd = 1;
        var flags = FcntlCall(file.Value, GetFd, 0);
        return flags < 0 ? null : (flags & 1) == 0;
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint ReadCall(int fd, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint WriteCall(int fd, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FsyncCall(int fd);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FdatasyncCall(int fd);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    private static partial int FtruncateCall(int fd, long length);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FcntlCall(int fd, int command, nint argument);
}
