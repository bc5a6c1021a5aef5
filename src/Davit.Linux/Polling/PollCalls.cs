using System.Runtime.InteropServices;

namespace Davit.Linux.Polling;

/// <summary>poll(2) on one descriptor.</summary>
public static partial class PollCalls
{
    /// <summary>Waits for an event; None after the time (milliseconds, -1: for ever). Interrupted waits start anew.</summary>
    public static unsafe PollEvents Wait(FileDescriptor file, PollEvents events, int timeoutMilliseconds)
    {
        // struct pollfd: fd 4, events 2, revents 2.
        var entry = stackalloc int[2] { file.Value, (ushort)events };
        while (Poll(entry, 1, timeoutMilliseconds) < 0)
        {
            if (Syscall.LastErrno is var errno && errno != Errno.EINTR)
            {
                throw new LinuxException(errno, "poll");
            }
        }

        return (PollEvents)((uint)entry[1] >> 16);
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int Poll(int* entries, nuint count, int timeout);
}
