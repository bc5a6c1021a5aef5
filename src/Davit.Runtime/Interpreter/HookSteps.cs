using System.Runtime.InteropServices;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Processes;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Interpreter;

/// <summary>Hooks that run in the container's namespaces: createContainer and startContainer.</summary>
internal static unsafe class HookSteps
{
    private const int Second = 1000;

    /// <summary>
    /// Runs P with arguments List and environment List2; the state document in the buffer is its standard input, what it prints
    /// becomes the detail of a failure. A is the timeout in seconds, 0 for none.
    /// </summary>
    public static int Run(ChildState* state, Instruction* step)
    {
        var input = stackalloc int[2];
        var output = stackalloc int[2];
        const int CloseOnExec = (int)OpenFlags.CloseOnExec;
        var error = -(int)state->Kernel.Call(SyscallNumber.Pipe2, (nint)input, CloseOnExec);
        error = error != 0 ? error : -(int)state->Kernel.Call(SyscallNumber.Pipe2, (nint)output, CloseOnExec);
        if (error != 0)
        {
            return error;
        }

        var pidFd = -1;
        CloneArguments arguments = default;
        arguments.Flags = (ulong)CloneFlags.PidFd;
        arguments.PidFd = (ulong)&pidFd;
        arguments.ExitSignal = (ulong)Signal.SIGCHLD;
        var pid = (int)state->Kernel.Call(SyscallNumber.Clone3, (nint)(&arguments), sizeof(CloneArguments));
        if (pid == 0)
        {
            Execute(state, step, input[0], output[1]);
        }

        state->Kernel.Call(SyscallNumber.Close, input[0]);
        state->Kernel.Call(SyscallNumber.Close, output[1]);

        // A state document is smaller than a pipe's 64 KiB: the write does not wait for a hook that reads nothing.
        state->Kernel.Call(SyscallNumber.Write, input[1], (nint)state->Buffer, state->BufferLength);
        state->Kernel.Call(SyscallNumber.Close, input[1]);
        error = pid < 0 ? -pid : Await(state, step, pid, pidFd, output[0]);
        state->Kernel.Call(SyscallNumber.Close, output[0]);
        state->Kernel.Call(SyscallNumber.Close, pidFd);
        return error;
    }

    private static void Execute(ChildState* state, Instruction* step, int input, int output)
    {
        state->Kernel.Call(SyscallNumber.Dup3, input, 0, 0);
        state->Kernel.Call(SyscallNumber.Dup3, output, 1, 0);
        state->Kernel.Call(SyscallNumber.Dup3, output, 2, 0);
        const int CloseOnExecFlag = 4;
        state->Kernel.Call(SyscallNumber.CloseRange, 3, unchecked((nint)uint.MaxValue), CloseOnExecFlag);
        state->Kernel.Call(SyscallNumber.Execve, (nint)step->P, (nint)step->List, (nint)step->List2);
        PlanInterpreter.Exit(state, 127);
    }

    private static int Await(ChildState* state, Instruction* step, int pid, int pidFd, int output)
    {
        var used = 0;
        var error = WaitForEnd(state, step->A, pidFd, output, &used);
        if (error != 0)
        {
            state->Kernel.Call(SyscallNumber.Kill, pid, (int)Signal.SIGKILL);
        }

        var status = 0;
        while (state->Kernel.Call(SyscallNumber.Wait4, pid, (nint)(&status), 0, 0) == -(int)Errno.EINTR)
        {
        }

        if (error == 0 && status == 0)
        {
            state->Detail[0] = 0;
            return 0;
        }

        return error != 0 ? error : (int)Errno.ECHILD;
    }

    // Collects the output until the process ends; ETIME after the timeout.
    private static int WaitForEnd(ChildState* state, int timeoutSeconds, int pidFd, int output, int* used)
    {
        var left = timeoutSeconds > 0 ? timeoutSeconds * Second : -1;
        var polls = stackalloc PollEntry[2];
        while (true)
        {
            polls[0] = new PollEntry { File = pidFd, Events = 1 };
            polls[1] = new PollEntry { File = output, Events = 1 };
            var before = Now(state);
            var count = (int)state->Kernel.Call(SyscallNumber.Poll, (nint)polls, output < 0 ? 1 : 2, left);
            if (count == 0)
            {
                return (int)Errno.ETIME;
            }

            if (polls[1].Happened != 0 && !Collect(state, output, used))
            {
                output = -1;
            }

            if (polls[0].Happened != 0)
            {
                return 0;
            }

            left = left < 0 ? left : Math.Max(1, left - (int)(Now(state) - before));
        }
    }

    private static bool Collect(ChildState* state, int output, int* used)
    {
        var rest = stackalloc byte[512];
        var count = (int)state->Kernel.Call(SyscallNumber.Read, output, (nint)rest, 512);
        for (var i = 0; i < count && *used < ChildState.DetailSize - 1; i++)
        {
            state->Detail[(*used)++] = rest[i];
        }

        state->Detail[*used] = 0;
        return count > 0;
    }

    private static long Now(ChildState* state)
    {
        const int Monotonic = 1;
        var time = stackalloc long[2];
        state->Kernel.Call(SyscallNumber.ClockGettime, Monotonic, (nint)time);
        return (time[0] * Second) + (time[1] / 1_000_000);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int File;
        public short Events;
        public short Happened;
    }
}
