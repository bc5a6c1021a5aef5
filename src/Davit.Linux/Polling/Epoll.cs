using System.Runtime.InteropServices;

namespace Davit.Linux.Polling;

/// <summary>An epoll(7) set. Not thread-safe except as the kernel is; dispose closes it.</summary>
public sealed partial class Epoll : IDisposable
{
    private readonly FileDescriptor set = new(Syscall.Check(EpollCreate(0x80000), "epoll_create1"));

    /// <summary>Watches a descriptor; <paramref name="key"/> comes back in the events.</summary>
    public void Add(FileDescriptor file, PollEvents events, ulong key) => Change(1, file, events, key);

    public void Modify(FileDescriptor file, PollEvents events, ulong key) => Change(3, file, events, key);

    public void Remove(FileDescriptor file) => Change(2, file, PollEvents.None, 0);

    /// <summary>Waits for events, <paramref name="timeoutMilliseconds"/> at most (-1: for ever); 0 after a signal or the time.</summary>
    public unsafe int Wait(Span<EpollEvent> events, int timeoutMilliseconds)
    {
        fixed (EpollEvent* start = events)
        {
            var count = EpollWait(set.Value, start, events.Length, timeoutMilliseconds);
            return count >= 0 || Syscall.LastErrno == Errno.EINTR
                ? Math.Max(count, 0)
                : throw LinuxException.FromLastError("epoll_wait");
        }
    }

    public void Dispose() => set.Dispose();

    private unsafe void Change(int operation, FileDescriptor file, PollEvents events, ulong key)
    {
        var change = new EpollEvent { Events = events, Key = key };
        Syscall.Check(EpollControl(set.Value, operation, file.Value, &change), "epoll_ctl");
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static unsafe partial int EpollControl(int set, int operation, int fd, EpollEvent* change);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static unsafe partial int EpollWait(int set, EpollEvent* events, int count, int timeout);
}
