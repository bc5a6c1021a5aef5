using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Processes;
using Davit.Runtime.Failures;
using Davit.Runtime.Interpreter;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Launching;

/// <summary>One run of <see cref="ExecLauncher.Start"/>.</summary>
internal sealed class ExecCreation(ExecRequest request) : IDisposable
{
    private readonly DescriptorTable table = new();
    private LaunchPlan plan = null!;
    private ChildProcess child = null!;
    private FileDescriptor? console;

    public LaunchedProcess Run()
    {
        try
        {
            Compile();
            if (request.Cgroup is { } cgroup)
            {
                table.AddGroup(cgroup);
            }

            child = ChildProcess.Start(plan, table, request.PreserveFds, request.Cgroup?.CloneIntoFd);
            table.Dispose();
            Prepare();
            Converse();
        }
        catch (Exception failure)
        {
            console?.Dispose();
            child?.Kill();
            child?.Dispose();
            throw failure as LaunchException ?? new LaunchException(LaunchFailure.Other, failure.Message, failure)
            {
                Errno = (failure as LinuxException)?.Errno ?? Errno.None,
            };
        }

        return new LaunchedProcess(child.Pid, child.PidFd, request.Cgroup, console, static () => { }, child.Socket);
    }

    public void Dispose() => table.Dispose();

    private void Compile()
    {
        var errors = ProcessValidator.Validate(request.Process);
        if (errors.Count > 0)
        {
            throw new LaunchException(LaunchFailure.Other, "invalid process: " + string.Join("; ", errors));
        }

        var target = PidFdCalls.Open(request.InitPid);
        table.Add(Slot.Target, target);
        table.Add(Slot.Root, OpenCalls.Open($"/proc/{request.InitPid}/root", OpenFlags.Path | OpenFlags.Directory));
        var joined = JoinedNamespaces.Of(request.InitPid);
        if (TrampolineChoice.IsUsable(request.Spec with { Process = request.Process }))
        {
            table.Add(Slot.Trampoline, Trampoline.Create());
        }

        StreamSlots.Add(table, request.Streams, request.PreserveFds);
        plan = ExecPlanCompiler.Compile(
            Inputs(),
            request.Process,
            joined & ~CloneFlags.NewPid,
            joined.HasFlag(CloneFlags.NewPid) ? $"/proc/{request.InitPid}/ns/pid" : null);

        // The process was looked up by number several times: it must have been the same one all the time.
        var errno = PidFdCalls.TrySignal(target, 0);
        if (errno != Errno.None)
        {
            throw new LaunchException(LaunchFailure.Other, "the container has stopped") { Errno = errno };
        }
    }

    private PlanInputs Inputs() => new()
    {
        Id = request.Id,
        Spec = request.Spec,
        Bundle = "/",
        Console = request.Streams.IsConsole,
        Streams = request.Streams.Input is not null,
        PreserveFds = request.PreserveFds,
        NoNewKeyring = request.NoNewKeyring,
        Seccomp = PlanSettings.CompileSeccomp(request.Spec.Linux?.Seccomp, request.SeccompCacheDirectory),
        AppArmorFile = SecurityModules.AppArmorFile(request.Process),
        SelinuxFile = SecurityModules.SelinuxFile(request.Process),
    };

    private void Prepare()
    {
        ProcessAttributes.Apply(child.Pid, request.Process, plan.LauncherSetsLimits);
        child.Continue();
    }

    // The end of the conversation is the execve, or the end of the process, which its waiter learns.
    private void Converse()
    {
        while (child.TryReceive(out var answer))
        {
            if (answer.Kind == ChildMessageKind.Console)
            {
                TakeConsole(answer.File!);
            }
            else if (answer.Kind == ChildMessageKind.SeccompListener)
            {
                SeccompListener.Send(request.Spec, child.Pid, answer.Value, request.Id, "/");
                child.Continue();
            }
            else
            {
                throw ProgramDiagnosis.Explain(PlanFailure.Describe(plan, answer), child.Pid, request.Process);
            }
        }
    }

    private void TakeConsole(FileDescriptor master)
    {
        if (request.ConsoleSocket is null)
        {
            console = master;
            return;
        }

        using (master)
        {
            ConsoleSocket.Send(request.ConsoleSocket, master);
        }
    }
}
