using Davit.Linux;
using Davit.Linux.Processes;
using Davit.Runtime.Interpreter;

namespace Davit.Runtime.Init;

/// <summary>
/// The init of <c>--init</c>: PID 1 of the container that starts nothing itself, passes signals on to the real process,
/// reaps what falls to it, and ends as the real process ended. Runs in the child of clone3, after the real process was
/// forked from it: raw system calls only, no allocation, no garbage collector. Nothing is executed, so that the image needs
/// no init program and no file of the host appears in it.
/// </summary>
internal static unsafe class InitLoop
{
    private const int SetSize = sizeof(ulong); // of a kernel signal mask
    private const int Block = 0; // SIG_BLOCK
    private const int NoHang = 1; // WNOHANG
    private const int SetName = 15; // PR_SET_NAME
    private const int SetDumpable = 4; // PR_SET_DUMPABLE
    private const int SetForegroundGroup = 0x5410; // TIOCSPGRP
    private const int SignalStatus = 128;

    /// <summary>
    /// Signals that a process raises by itself or that stop it for touching a terminal from the background: they mean this
    /// process and are not passed on (SIGTTIN, SIGTTOU and the synchronous ones of signal(7)).
    /// </summary>
    private const ulong OwnSignals =
        (1UL << ((int)Signal.SIGILL - 1)) | (1UL << ((int)Signal.SIGTRAP - 1)) | (1UL << ((int)Signal.SIGABRT - 1)) |
        (1UL << ((int)Signal.SIGBUS - 1)) | (1UL << ((int)Signal.SIGFPE - 1)) | (1UL << ((int)Signal.SIGSEGV - 1)) |
        (1UL << ((int)Signal.SIGSYS - 1)) | (1UL << ((int)Signal.SIGTTIN - 1)) | (1UL << ((int)Signal.SIGTTOU - 1));

    /// <summary>
    /// For the forked process, before it executes: a process group of its own, in the foreground of the terminal if there is
    /// one. Else control-C would reach it twice, from the terminal and passed on.
    /// </summary>
    internal static void LeaveInit(Kernel kernel)
    {
        var (ttou, old) = (1UL << ((int)Signal.SIGTTOU - 1), 0UL);
        kernel.Call(SyscallNumber.RtSigprocmask, Block, (nint)(&ttou), (nint)(&old), SetSize);
        var pid = (int)kernel.Call(SyscallNumber.Getpid);
        kernel.Call(SyscallNumber.Setpgid, 0, 0);
        kernel.Call(SyscallNumber.Ioctl, 0, SetForegroundGroup, (nint)(&pid));
        kernel.Call(SyscallNumber.RtSigprocmask, 2 /* SIG_SETMASK */, (nint)(&old), 0, SetSize);
    }

    /// <summary>Never returns: ends this process with the status of <paramref name="childPid"/> (128+n after signal n).</summary>
    internal static void Run(Kernel kernel, int childPid)
    {
        // Not dumpable: what the launching process had in memory is not for the container to read or trace.
        kernel.Call(SyscallNumber.Prctl, SetDumpable, 0);
        ProcessTitle.Set(kernel);
        fixed (byte* name = "davit-init\0"u8)
        {
            kernel.Call(SyscallNumber.Prctl, SetName, (nint)name);
        }

        var passed = ~OwnSignals;
        kernel.Call(SyscallNumber.RtSigprocmask, Block, (nint)(&passed), 0, SetSize);

        // What ended before signals were blocked is found by asking first.
        while (true)
        {
            Reap(kernel, childPid);
            PassOn(kernel, childPid, (int)kernel.Call(SyscallNumber.RtSigtimedwait, (nint)(&passed), 0, 0, SetSize));
        }
    }

    private static void PassOn(Kernel kernel, int childPid, int signal)
    {
        if (signal is > 0 and not (int)Signal.SIGCHLD)
        {
            kernel.Call(SyscallNumber.Kill, childPid, signal);
        }
    }

    private static void Reap(Kernel kernel, int childPid)
    {
        int status;
        while ((int)kernel.Call(SyscallNumber.Wait4, -1, (nint)(&status), NoHang, 0) is var pid and > 0)
        {
            if (pid == childPid)
            {
                // The kernel kills whatever else is in the PID namespace when its first process ends.
                var signal = status & 0x7f;
                kernel.Call(SyscallNumber.ExitGroup, signal == 0 ? (status >> 8) & 0xff : SignalStatus + signal);
            }
        }
    }
}
