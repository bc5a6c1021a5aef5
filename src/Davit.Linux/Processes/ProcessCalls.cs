using System.Runtime.InteropServices;

namespace Davit.Linux.Processes;

/// <summary>kill(2), setns(2), prctl(2), getuid(2) and relatives.</summary>
public static partial class ProcessCalls
{
    /// <summary>Sends a signal to a process by number; prefer <see cref="PidFdCalls.TrySignal"/> where a descriptor is held.</summary>
    public static Errno TryKill(int pid, int signal) => Syscall.ErrnoOf(KillCall(pid, signal));

    /// <summary>Moves the calling thread into a namespace, setns(2); <paramref name="type"/> is a CLONE_NEW flag or 0.</summary>
    public static Errno TrySetNamespace(FileDescriptor namespaceFile, int type) =>
        Syscall.ErrnoOf(SetnsCall(namespaceFile.Value, type));

    /// <summary>Gives the calling thread namespaces of its own, unshare(2).</summary>
    public static Errno TryUnshare(CloneFlags flags) => Syscall.ErrnoOf(UnshareCall((int)flags));

    public static void Control(int option, nint argument) =>
        Syscall.Check(PrctlCall(option, argument, 0, 0, 0), "prctl");

    /// <summary>Orphaned descendants become children of this process, PR_SET_CHILD_SUBREAPER.</summary>
    public static void BecomeSubreaper() => Control(36, 1);

    public static void StartSession() => Syscall.Check(SetsidCall(), "setsid");

    public static uint EffectiveUserId => Geteuid();

    public static uint EffectiveGroupId => Getegid();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int KillCall(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetnsCall(int fd, int type);

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int UnshareCall(int flags);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int PrctlCall(int option, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    private static partial int SetsidCall();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint Geteuid();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint Getegid();
}
