using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Processes;
using Davit.Runtime.Init;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Interpreter;

/// <summary>Finding and executing the container's program.</summary>
internal static unsafe class ExecuteSteps
{
    /// <summary>
    /// List are the paths the program may have. It is an error here, before anything is started, if none is a file with an
    /// execute bit.
    /// </summary>
    public static int FindProgram(ChildState* state, Instruction* step)
    {
        var result = (int)Errno.ENOENT;
        for (var candidate = step->List; *candidate is not null; candidate++)
        {
            var error = CheckProgram(state, *candidate);
            if (error == 0)
            {
                state->Candidates = candidate;
                return 0;
            }

            result = error == (int)Errno.EACCES ? error : result;
        }

        return result;
    }

    /// <summary>
    /// HOME from the container's own /etc/passwd for uid A, into P (a buffer that begins with "HOME=" and has room for D
    /// bytes); "/" if there is no entry. Only a regular file is read, and only its beginning (CVE-2024-9676).
    /// </summary>
    public static int FindHome(ChildState* state, Instruction* step)
    {
        state->Home = step->P;
        fixed (byte* path = "etc/passwd\0"u8)
        {
            const OpenFlags Flags = OpenFlags.ReadOnly | OpenFlags.NonBlock | OpenFlags.NoControllingTerminal;
            var file = Paths.Open(state, state->Slots[Slot.Root], path, Flags, Paths.InRoot);
            if (file < 0)
            {
                return 0;
            }

            Statx stat;
            var length = Paths.Stat(state, file, &stat) == 0 && stat.IsRegular
                ? (int)state->Kernel.Call(SyscallNumber.Read, file, (nint)state->Buffer, ChildState.BufferSize - 1)
                : 0;
            state->Kernel.Call(SyscallNumber.Close, file);
            PasswdText.CopyHome(state->Buffer, length, (uint)step->A, step->P + 5, step->D - 5);
            state->BufferLength = 0;
            return 0;
        }
    }

    /// <summary>davit's own init stays as this process; its child goes on.</summary>
    public static int ForkInit(ChildState* state)
    {
        // Not clone3: the filter that is in force here answers ENOSYS to it (docker's profile does).
        var pid = (int)state->Kernel.Call(SyscallNumber.Clone, (int)Signal.SIGCHLD, 0, 0, 0, 0);
        if (pid == 0)
        {
            InitLoop.LeaveInit(state->Kernel);
        }

        if (pid <= 0)
        {
            return -pid;
        }

        // The init holds nothing: whoever waits for the end of a pipe or of the conversation does not wait for it.
        state->Kernel.Call(SyscallNumber.CloseRange, 3, unchecked((nint)uint.MaxValue), 0);
        InitLoop.Run(state->Kernel, pid);
        return 0;
    }

    /// <summary>
    /// List is the argument vector behind two places for the trampoline (its descriptor, the program), List2 the environment,
    /// with an empty last place for HOME; A the first descriptor that is not inherited.
    /// </summary>
    public static int Execute(ChildState* state, Instruction* step)
    {
        SetHome(state, step);
        const int CloseOnExecFlag = 4;
        state->Kernel.Call(SyscallNumber.CloseRange, step->A, unchecked((nint)uint.MaxValue), CloseOnExecFlag);
        return state->Slots[Slot.Trampoline] >= 0 ? Jump(state, step) : ExecuteDirectly(state, step);
    }

    // As execvp(3): a candidate that is not there or not allowed makes room for the next.
    private static int ExecuteDirectly(ChildState* state, Instruction* step)
    {
        var result = (int)Errno.ENOENT;
        for (var candidate = state->Candidates; *candidate is not null; candidate++)
        {
            var error = -(int)state->Kernel.Call(
                SyscallNumber.Execve, (nint)(*candidate), (nint)(step->List + 2), (nint)step->List2);
            if (error is not ((int)Errno.ENOENT or (int)Errno.EACCES or (int)Errno.ENOTDIR))
            {
                return error;
            }

            result = error == (int)Errno.EACCES ? error : result;
        }

        return result;
    }

    // The sealed program executes the real one: until then /proc/self/exe is a file that nobody can write, so an image with
    // "#!/proc/self/exe" gets hold of nothing (CVE-2019-5736).
    private static int Jump(ChildState* state, Instruction* step)
    {
        const int SetDescriptorFlags = 2;
        const int EffectiveAccess = 0x200;
        const int Executable = 1;
        var program = state->Candidates;
        for (var candidate = program; *candidate is not null; candidate++)
        {
            var allowed = state->Kernel.Call(
                SyscallNumber.Faccessat2, Syscall.AtFdCwd, (nint)(*candidate), Executable, EffectiveAccess) == 0;
            if (allowed)
            {
                program = candidate;
                break;
            }
        }

        // The conversation survives this execve, and the trampoline lets it end with the next one.
        var sync = state->Slots[Slot.Sync];
        if (sync > byte.MaxValue)
        {
            return (int)Errno.EMFILE;
        }

        state->Kernel.Call(SyscallNumber.Fcntl, sync, SetDescriptorFlags, 0);
        step->List[0][0] = (byte)sync;
        step->List[1] = *program;
        byte empty = 0;
        var error = -(int)state->Kernel.Call(
            SyscallNumber.Execveat,
            state->Slots[Slot.Trampoline],
            (nint)(&empty),
            (nint)step->List,
            (nint)step->List2,
            Syscall.AtEmptyPath);
        state->Kernel.Call(SyscallNumber.Fcntl, sync, SetDescriptorFlags, 1);
        return error;
    }

    private static void SetHome(ChildState* state, Instruction* step)
    {
        if (state->Home is null)
        {
            return;
        }

        var place = step->List2;
        while (*place is not null && **place != 0)
        {
            place++;
        }

        *place = *place is null ? null : state->Home;
    }

    private static int CheckProgram(ChildState* state, byte* path)
    {
        const int AnyExecute = 0x49; // 0111
        var file = Paths.Open(state, state->Slots[Slot.Root], path, OpenFlags.Path, ResolveFlags.InRoot);
        if (file < 0)
        {
            // A link of /proc leads out of this walk, not out of the container: the kernel decides at execve.
            return file == -(int)Errno.ELOOP ? 0 : -file;
        }

        Statx stat;
        var error = -Paths.Stat(state, file, &stat);
        state->Kernel.Call(SyscallNumber.Close, file);
        return error != 0 ? error : stat.IsRegular && (stat.Mode & AnyExecute) != 0 ? 0 : (int)Errno.EACCES;
    }
}
