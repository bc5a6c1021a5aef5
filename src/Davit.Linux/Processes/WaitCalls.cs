namespace Davit.Linux.Processes;

/// <summary>waitid(2): reaping children. Only one place in a process may reap a given child.</summary>
public static class WaitCalls
{
    private const int AnyChild = 0;
    private const int ByPid = 1;
    private const int ByPidFd = 3;
    private const int NoHang = 1;
    private const int Exited = 4;

    /// <summary>__WALL: also children that were cloned with another exit signal than SIGCHLD.</summary>
    private const int WaitAll = 0x40000000;

    /// <summary>Waits until this child has ended, and reaps it.</summary>
    public static WaitStatus Wait(int pid)
    {
        var errno = TryWait(ByPid, pid, 0, out var status);
        return errno == Errno.None ? status!.Value : throw new LinuxException(errno, "waitid", $"pid {pid}");
    }

    /// <summary>Waits until the child behind a pidfd has ended, and reaps it.</summary>
    public static WaitStatus Wait(FileDescriptor process)
    {
        var errno = TryWait(ByPidFd, process.Value, 0, out var status);
        return errno == Errno.None ? status!.Value : throw new LinuxException(errno, "waitid", "pidfd");
    }

    /// <summary>Reaps this child if it has ended, else null.</summary>
    public static WaitStatus? Poll(int pid)
    {
        var errno = TryWait(ByPid, pid, NoHang, out var status);
        return errno == Errno.None ? status : throw new LinuxException(errno, "waitid", $"pid {pid}");
    }

    /// <summary>Reaps any child that has ended; null: none has, or there are no children.</summary>
    public static WaitStatus? PollAny() => TryWait(AnyChild, 0, NoHang, out var status) == Errno.None ? status : null;

    private static unsafe Errno TryWait(int kind, int id, int options, out WaitStatus? status)
    {
        var info = stackalloc int[32];
        while (true)
        {
            // siginfo_t: signo, errno, code, pad, pid, uid, status.
            info[4] = 0;
            if (Syscall.Invoke(SyscallNumber.Waitid, kind, id, (nint)info, options | Exited | WaitAll, 0) >= 0)
            {
                const int Killed = 2;
                const int Dumped = 3;
                status = info[4] == 0 ? null : new(info[4], info[2] is Killed or Dumped, info[6], info[2] is Dumped);
                return Errno.None;
            }

            if (Syscall.LastErrno is var errno && errno != Errno.EINTR)
            {
                status = null;
                return errno;
            }
        }
    }
}
