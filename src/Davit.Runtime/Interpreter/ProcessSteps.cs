using Davit.Linux;
using Davit.Linux.Files;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Interpreter;

/// <summary>Signals, descriptors, directory and scheduling of the process.</summary>
internal static unsafe class ProcessSteps
{
    private const int SetMask = 2;
    private const int LastSignal = 64;

    /// <summary>
    /// The parent blocked all signals before clone3: first every action becomes the default (the .NET runtime has handlers and
    /// ignores SIGPIPE), then the mask is emptied. New files get exactly the mode they are made with.
    /// </summary>
    public static int ResetSignals(ChildState* state)
    {
        // struct kernel_sigaction: handler (SIG_DFL is 0), flags, restorer, mask.
        var action = stackalloc long[4] { 0, 0, 0, 0 };
        for (var signal = 1; signal <= LastSignal; signal++)
        {
            state->Kernel.Call(SyscallNumber.RtSigaction, signal, (nint)action, 0, sizeof(long));
        }

        state->Kernel.Call(SyscallNumber.RtSigprocmask, SetMask, (nint)action, 0, sizeof(long));
        state->Kernel.Call(SyscallNumber.Umask, 0);
        return 0;
    }

    /// <summary>Closes whatever the launching process had open and this one was not meant to get.</summary>
    public static int CloseDescriptors(ChildState* state)
    {
        var from = 0;
        for (var i = 0; i < state->KeepCount; i++)
        {
            var kept = state->Keep[i];
            if (kept > from)
            {
                state->Kernel.Call(SyscallNumber.CloseRange, from, kept - 1, 0);
            }

            from = kept + 1;
        }

        return -(int)state->Kernel.Call(SyscallNumber.CloseRange, from, unchecked((nint)uint.MaxValue), 0);
    }

    /// <summary>Moves itself into the groups whose files it was given: a thread that writes 0 is itself meant (cgroup-v1, tasks).</summary>
    public static int JoinGroups(ChildState* state)
    {
        byte self = (byte)'0';
        for (var slot = Slot.FirstGroup; slot <= Slot.LastGroup && state->Slots[slot] >= 0; slot++)
        {
            var written = (int)state->Kernel.Call(SyscallNumber.Write, state->Slots[slot], (nint)(&self), 1);
            if (written < 0)
            {
                return -written;
            }

            state->Kernel.Call(SyscallNumber.Close, state->Slots[slot]);
        }

        return 0;
    }

    /// <summary>Becomes uid and gid 0 of the user namespace, whose maps exist now.</summary>
    public static int BecomeNamespaceRoot(ChildState* state)
    {
        var error = -(int)state->Kernel.Call(SyscallNumber.Setresgid, 0, 0, 0);
        return error != 0 ? error : -(int)state->Kernel.Call(SyscallNumber.Setresuid, 0, 0, 0);
    }

    public static int StartSession(ChildState* state)
    {
        var result = (int)state->Kernel.Call(SyscallNumber.Setsid);
        return result < 0 ? -result : 0;
    }

    /// <summary>A session keyring of its own (keyctl(2) KEYCTL_JOIN_SESSION_KEYRING), readable by its owner.</summary>
    public static int JoinKeyring(ChildState* state, Instruction* step)
    {
        const int JoinSession = 1;
        const int SetPermissions = 5;

        // Possessor: all; user: view and search, and read as runc gives it.
        const int Permissions = 0x3f0b0000;
        var key = (int)state->Kernel.Call(SyscallNumber.Keyctl, JoinSession, (nint)step->P);
        if (key < 0)
        {
            // A kernel without keyrings, or a user's quota used up by many containers: containers work without.
            return key is -(int)Errno.ENOSYS or -(int)Errno.EDQUOT ? 0 : -key;
        }

        state->Kernel.Call(SyscallNumber.Keyctl, SetPermissions, key, Permissions);
        return 0;
    }

    /// <summary>
    /// Goes to the working directory, which must be one inside the root: no /proc/self/fd/N link is followed, and the kernel
    /// must be able to name it (CVE-2024-21626). A is 1 for the attempt as root, 2 for the one as the user after that failed.
    /// </summary>
    public static int ChangeDirectory(ChildState* state, Instruction* step)
    {
        const int AsRoot = 1;
        const int AsUser = 2;
        if (step->A == AsUser && !state->DirectoryPending)
        {
            return 0;
        }

        var error = EnterDirectory(state, step);
        state->DirectoryPending = error == (int)Errno.EACCES && step->A == AsRoot;
        return state->DirectoryPending ? 0 : error;
    }

    private static int EnterDirectory(ChildState* state, Instruction* step)
    {
        OpenHow how = default;
        how.Flags = (ulong)(OpenFlags.Path | OpenFlags.Directory | OpenFlags.CloseOnExec);
        how.Resolve = (ulong)ResolveFlags.NoMagicLinks;
        var directory = (int)state->Kernel.Call(
            SyscallNumber.Openat2, Syscall.AtFdCwd, (nint)step->P, (nint)(&how), sizeof(OpenHow));
        if (directory < 0)
        {
            return -directory;
        }

        var error = -(int)state->Kernel.Call(SyscallNumber.Fchdir, directory);
        state->Kernel.Call(SyscallNumber.Close, directory);
        if (error != 0)
        {
            return error;
        }

        // The call answers "(unreachable)/…" for a directory outside the root (getcwd(2)).
        var length = (int)state->Kernel.Call(SyscallNumber.Getcwd, (nint)state->Detail, ChildState.DetailSize);
        var outside = length > 0 && state->Detail[0] != (byte)'/';
        state->Detail[0] = 0;
        return outside || length == -(int)Errno.ENOENT ? (int)Errno.ENOENT : 0;
    }

    public static int SetPersonality(ChildState* state, Instruction* step)
    {
        var result = (int)state->Kernel.Call(SyscallNumber.Personality, (nint)step->X);
        return result < 0 ? -result : 0;
    }

    /// <summary>sched_setattr(2); the structure is in the blob.</summary>
    public static int SetScheduler(ChildState* state, Instruction* step) =>
        -(int)state->Kernel.Call(SyscallNumber.SchedSetattr, 0, (nint)step->Blob, 0);

    public static int SetIoPriority(ChildState* state, Instruction* step)
    {
        const int Process = 1;
        return -(int)state->Kernel.Call(SyscallNumber.IoprioSet, Process, 0, step->A);
    }

    public static int SetCpuAffinity(ChildState* state, Instruction* step)
    {
        var result = (int)state->Kernel.Call(SyscallNumber.SchedSetaffinity, 0, (nint)step->BlobLength, (nint)step->Blob);
        return result < 0 ? -result : 0;
    }

    /// <summary>prlimit64(2); X is the soft, Y the hard limit.</summary>
    public static int SetLimit(ChildState* state, Instruction* step)
    {
        var limit = stackalloc ulong[2] { step->X, step->Y };
        return -(int)state->Kernel.Call(SyscallNumber.Prlimit64, 0, step->A, (nint)limit, 0);
    }

    public static int SetUmask(ChildState* state, Instruction* step)
    {
        state->Kernel.Call(SyscallNumber.Umask, step->A);
        return 0;
    }
}
