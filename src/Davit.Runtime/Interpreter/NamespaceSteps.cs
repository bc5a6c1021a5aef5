using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Processes;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Interpreter;

/// <summary>Joining and making namespaces, and what is set in them.</summary>
internal static unsafe class NamespaceSteps
{
    /// <summary>
    /// Opens the host's /proc while it can be reached: what is written below it later goes to the kernel and to no file that
    /// an image put there (CVE-2025-52881).
    /// </summary>
    public static int OpenHostProc(ChildState* state)
    {
        fixed (byte* path = "/proc\0"u8)
        {
            var proc = Paths.Open(state, Syscall.AtFdCwd, path, OpenFlags.Path | OpenFlags.Directory, ResolveFlags.None);
            if (proc < 0)
            {
                return -proc;
            }

            state->Slots[Slot.HostProc] = proc;
            return Paths.FileSystemType(state, proc) == FileSystemMagic.Proc ? 0 : (int)Errno.ENOTDIR;
        }
    }

    /// <summary>A is the slot of the namespace, X its type.</summary>
    public static int Join(ChildState* state, Instruction* step) =>
        -(int)state->Kernel.Call(SyscallNumber.Setns, state->Slots[step->A], (nint)step->X);

    /// <summary>All namespaces of another process at once (setns(2) with a pidfd, Linux 5.8); X are the types.</summary>
    public static int JoinProcess(ChildState* state, Instruction* step) =>
        -(int)state->Kernel.Call(SyscallNumber.Setns, state->Slots[Slot.Target], (nint)step->X);

    public static int Unshare(ChildState* state, Instruction* step) =>
        -(int)state->Kernel.Call(SyscallNumber.Unshare, (nint)step->X);

    /// <summary>
    /// Goes on in a sibling with the namespaces X: after joining a user namespace, so that the new ones belong to it. The
    /// launcher learns the sibling's pid, which is its own child (CLONE_PARENT).
    /// </summary>
    public static int CloneAgain(ChildState* state, Instruction* step)
    {
        const ulong CloneParent = 0x8000;
        CloneArguments arguments = default;
        arguments.Flags = step->X | CloneParent;
        var pid = (int)state->Kernel.Call(SyscallNumber.Clone3, (nint)(&arguments), sizeof(CloneArguments));
        if (pid > 0)
        {
            Conversation.Say(state, ChildMessageKind.Successor, pid, -1);
            PlanInterpreter.Exit(state, 0);
        }

        return -pid;
    }

    /// <summary>Offsets must be set before the first process enters; this one enters with execve (time_namespaces(7)).</summary>
    public static int WriteTimeOffsets(ChildState* state, Instruction* step)
    {
        fixed (byte* path = "self/timens_offsets\0"u8)
        {
            return Paths.WriteFile(state, state->Slots[Slot.HostProc], path, step->P, ResolveFlags.None);
        }
    }

    public static int SetHostname(ChildState* state, Instruction* step) =>
        -(int)state->Kernel.Call(SyscallNumber.Sethostname, (nint)step->P, Paths.Length(step->P));

    public static int SetDomainname(ChildState* state, Instruction* step) =>
        -(int)state->Kernel.Call(SyscallNumber.Setdomainname, (nint)step->P, Paths.Length(step->P));

    /// <summary>P is the path below /proc/sys, Q the value.</summary>
    public static int WriteSysctl(ChildState* state, Instruction* step) => Paths.WriteFile(
        state,
        state->Slots[Slot.HostProc],
        step->P,
        step->Q,
        ResolveFlags.Beneath | ResolveFlags.NoSymlinks | ResolveFlags.NoCrossDevice);

    /// <summary>A new network namespace has a loopback interface that is down.</summary>
    public static int LoopbackUp(ChildState* state)
    {
        const int Inet = 2;
        const int DatagramCloseOnExec = 2 | 0x80000;
        const int SetFlags = 0x8914;
        const short UpRunning = 1 | 0x40;
        var socket = (int)state->Kernel.Call(SyscallNumber.Socket, Inet, DatagramCloseOnExec, 0);
        if (socket < 0)
        {
            return -socket;
        }

        // struct ifreq: 16 bytes of name, then the flags (netdevice(7)).
        var request = stackalloc byte[40];
        for (var i = 0; i < 40; i++)
        {
            request[i] = 0;
        }

        request[0] = (byte)'l';
        request[1] = (byte)'o';
        *(short*)(request + 16) = UpRunning;
        var result = -(int)state->Kernel.Call(SyscallNumber.Ioctl, socket, SetFlags, (nint)request);
        state->Kernel.Call(SyscallNumber.Close, socket);
        return result;
    }
}
