using Davit.Linux;
using Davit.Linux.Processes;
using Davit.Linux.Sockets;
using Davit.Runtime.Interpreter;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Launching;

/// <summary>
/// A child that interprets a plan, and this side of the conversation with it. The pid is reaped by whoever uses this; dispose
/// closes the descriptors only.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private ChildProcess(int pid, FileDescriptor pidFd, FileDescriptor socket)
    {
        Pid = pid;
        PidFd = pidFd;
        Socket = socket;
    }

    public int Pid { get; private set; }

    public FileDescriptor PidFd { get; private set; }

    public FileDescriptor Socket { get; }

    /// <summary>Clones; the child is in the plan's new namespaces and at its first operation.</summary>
    /// <param name="plan">What the child does.</param>
    /// <param name="table">What it starts with; lent.</param>
    /// <param name="preserved">Number of descriptors from 3 on that it keeps.</param>
    /// <param name="cgroup">Version 2 group it starts in.</param>
    /// <param name="document">Initial content of its buffer.</param>
    /// <exception cref="LaunchException">clone3 failed.</exception>
    public static ChildProcess Start(
        LaunchPlan plan,
        DescriptorTable table,
        int preserved = 0,
        FileDescriptor? cgroup = null,
        ReadOnlySpan<byte> document = default)
    {
        var (ours, theirs) = UnixSocketCalls.Pair(SocketKind.SeqPacket);
        using (theirs)
        {
            try
            {
                using var memory = new ChildMemory(plan, table, theirs, preserved, document);
                using var pidNamespace = PidNamespaceScope.Enter(plan.PidNamespacePath);
                var pid = Clone(memory, plan.CloneFlags, cgroup, out var pidFd);
                return new ChildProcess(pid, new FileDescriptor(pidFd), ours);
            }
            catch
            {
                ours.Dispose();
                throw;
            }
        }
    }

    /// <summary>The next message; false at the end of the conversation (executed, or gone).</summary>
    public bool TryReceive(out ChildAnswer answer) => ChildAnswer.TryReceive(Socket, out answer);

    public void Send(ReadOnlySpan<byte> answer) => DescriptorPassing.Send(Socket, answer);

    public void Continue() => Send("+"u8);

    /// <summary>The process goes on under another pid (joined user namespaces).</summary>
    public void Follow(int pid)
    {
        WaitCalls.Wait(PidFd);
        PidFd.Dispose();
        Pid = pid;
        PidFd = PidFdCalls.Open(pid);
    }

    /// <summary>Ends and reaps the process.</summary>
    public WaitStatus Kill()
    {
        PidFdCalls.TrySignal(PidFd, (int)Signal.SIGKILL);
        return WaitCalls.Wait(PidFd);
    }

    public void Dispose()
    {
        PidFd.Dispose();
        Socket.Dispose();
    }

    // All signals are blocked around clone3: the child must not run a handler of the .NET runtime before it has reset them.
    private static unsafe int Clone(ChildMemory memory, CloneFlags flags, FileDescriptor? cgroup, out int pidFd)
    {
        var kernel = memory.State->Kernel;
        CloneArguments arguments = default;
        int descriptor;
        arguments.Flags = (ulong)(flags | CloneFlags.PidFd | (cgroup is null ? 0 : CloneFlags.IntoCgroup));
        arguments.PidFd = (ulong)&descriptor;
        arguments.ExitSignal = (ulong)Signal.SIGCHLD;
        arguments.Cgroup = (ulong)(cgroup?.Value ?? 0);
        var all = ulong.MaxValue;
        ulong before;
        const int SetMask = 2;
        kernel.Call(SyscallNumber.RtSigprocmask, SetMask, (nint)(&all), (nint)(&before), sizeof(ulong));
        var state = memory.State;
        var pid = kernel.Call(SyscallNumber.Clone3, (nint)(&arguments), sizeof(CloneArguments));
        if (pid == 0)
        {
            PlanInterpreter.Run(state);
        }

        kernel.Call(SyscallNumber.RtSigprocmask, SetMask, (nint)(&before), 0, sizeof(ulong));
        GC.KeepAlive(cgroup);
        pidFd = descriptor;
        return pid > 0 ? (int)pid : throw CloneFailed((Errno)(int)-pid, flags);
    }

    private static LaunchException CloneFailed(Errno errno, CloneFlags flags)
    {
        var step = $"clone3 with {flags}";
        return new LaunchException(LaunchFailure.Other, $"{step}: {errno.Describe()}") { Step = step, Errno = errno };
    }
}
