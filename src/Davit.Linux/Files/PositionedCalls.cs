using System.Runtime.InteropServices;

namespace Davit.Linux.Files;

/// <summary>pread(2): reading that leaves the descriptor's position alone; interrupted calls are retried.</summary>
public static partial class PositionedCalls
{
    /// <summary>One read at <paramref name="offset"/>; 0 at the end of the file.</summary>
    public static unsafe int ReadAt(FileDescriptor file, Span<byte> buffer, long offset)
    {
        fixed (byte* start = buffer)
        {
            nint count;
            do
            {
                count = PreadCall(file.Value, start, (nuint)buffer.Length, offset);
            }
            while (count < 0 && Syscall.LastErrno == Errno.EINTR);
            GC.KeepAlive(file);
            return (int)Syscall.Check(count, "pread");
        }
    }

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    private static unsafe partial nint PreadCall(int fd, byte* buffer, nuint count, long offset);
}
