namespace Davit.Linux.Processes;

/// <summary>prlimit(2).</summary>
public static class LimitCalls
{
    /// <summary>Sets a limit of a process (0: the calling one); ulong.MaxValue is unlimited.</summary>
    public static unsafe Errno TrySet(int pid, int resource, ulong soft, ulong hard)
    {
        var limit = stackalloc ulong[2] { soft, hard };
        return Syscall.ErrnoOf((int)Syscall.Invoke(SyscallNumber.Prlimit64, pid, resource, (nint)limit, 0));
    }
}
