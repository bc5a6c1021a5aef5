namespace Davit.Linux.Processes;

/// <summary>pidfd_open(2), pidfd_send_signal(2), pidfd_getfd(2).</summary>
public static class PidFdCalls
{
    /// <summary>A descriptor for a process, immune to the reuse of its number; readable (poll) when it has ended.</summary>
    public static FileDescriptor Open(int pid)
    {
        var errno = TryOpen(pid, out var process);
        return errno == Errno.None ? process! : throw new LinuxException(errno, "pidfd_open", $"pid {pid}");
    }

    /// <summary>ESRCH: there is no such process.</summary>
    public static Errno TryOpen(int pid, out FileDescriptor? process)
    {
        var fd = Syscall.Invoke(SyscallNumber.PidfdOpen, pid, 0);
        process = fd < 0 ? null : new FileDescriptor((int)fd);
        return fd < 0 ? Syscall.LastErrno : Errno.None;
    }

    /// <summary>Sends a signal; 0 only asks whether the process is alive. ESRCH: it has ended.</summary>
    public static Errno TrySignal(FileDescriptor process, int signal) =>
        Syscall.ErrnoOf((int)Syscall.Invoke(SyscallNumber.PidfdSendSignal, process.Value, signal, 0, 0));

    /// <summary>A duplicate of another process's descriptor.</summary>
    public static FileDescriptor GetDescriptor(FileDescriptor process, int number) =>
        new((int)Syscall.Check(Syscall.Invoke(SyscallNumber.PidfdGetfd, process.Value, number, 0), "pidfd_getfd"));
}
