using System.Runtime.InteropServices;

namespace Davit.Linux.Files;

/// <summary>syncfs(2), pread(2), pwrite(2), and the inode flags of ioctl_iflags(2).</summary>
public static partial class FileSystemCalls
{
    private const int ImmutableFlag = 0x10;
    private const int AppendOnlyFlag = 0x20;

    // _IOR('f', 1, long) and _IOW('f', 2, long).
    private const nuint GetFlags = 0x80086601;
    private const nuint SetFlags = 0x40086602;

    /// <summary>Flushes the whole file system that a descriptor is on.</summary>
    public static void SyncFileSystem(FileDescriptor file) => Syscall.Check(Syncfs(file.Value), "syncfs", file.ToString());

    /// <summary>Clears the flags that forbid removal (chattr +i, +a). False: the file system knows no flags, or they could not be changed.</summary>
    public static unsafe bool TryClearProtection(FileDescriptor file)
    {
        long flags = 0;
        if (Ioctl(file.Value, GetFlags, &flags) < 0)
        {
            return false;
        }

        if ((flags & (ImmutableFlag | AppendOnlyFlag)) == 0)
        {
            return true;
        }

        flags &= ~(ImmutableFlag | AppendOnlyFlag);
        return Ioctl(file.Value, SetFlags, &flags) >= 0;
    }

    /// <summary>One read at an offset; 0 at the end.</summary>
    public static unsafe int ReadAt(FileDescriptor file, Span<byte> buffer, long offset)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = Pread(file.Value, start, (nuint)buffer.Length, offset);
                if (count >= 0)
                {
                    return (int)count;
                }

                if (Syscall.LastErrno is var errno && errno != Errno.EINTR)
                {
                    throw new LinuxException(errno, "pread");
                }
            }
        }
    }

    /// <summary>Writes everything at an offset.</summary>
    public static unsafe void WriteAllAt(FileDescriptor file, ReadOnlySpan<byte> data, long offset)
    {
        fixed (byte* start = data)
        {
            var done = 0;
            while (done < data.Length)
            {
                var count = Pwrite(file.Value, start + done, (nuint)(data.Length - done), offset + done);
                if (count < 0 && Syscall.LastErrno is var errno && errno != Errno.EINTR)
                {
                    throw new LinuxException(errno, "pwrite");
                }

                done += count > 0 ? (int)count : 0;
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int Syncfs(int fd);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static unsafe partial int Ioctl(int fd, nuint request, long* flags);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    private static unsafe partial nint Pread(int fd, byte* buffer, nuint count, long offset);

    [LibraryImport("libc", EntryPoint = "pwrite", SetLastError = true)]
    private static unsafe partial nint Pwrite(int fd, byte* buffer, nuint count, long offset);
}
