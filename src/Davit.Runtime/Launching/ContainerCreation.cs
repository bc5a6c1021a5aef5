using Davit.Linux;
using Davit.Linux.Processes;
using Davit.Oci.Runtime;
using Davit.Runtime.Cgroups;
using Davit.Runtime.Failures;
using Davit.Runtime.Hooks;
using Davit.Runtime.Interpreter;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Launching;

/// <summary>One run of <see cref="ContainerLauncher.Create"/>: what it has made so far, and the way back.</summary>
internal sealed class ContainerCreation(LaunchRequest request) : IDisposable
{
    private readonly DescriptorTable table = new();
    private readonly Spec spec = request.Spec;
    private LaunchPlan plan = null!;
    private ChildProcess child = null!;
    private CgroupHandle? cgroup;
    private FileDescriptor? console;

    public LaunchedProcess Run()
    {
        var host = DetectCgroups();
        var path = CgroupPathOf(spec, request.Id);
        plan = PlanCompiler.Compile(PlanSettings.Of(request, host, path));
        OpenDescriptors();
        try
        {
            if (host is not null)
            {
                cgroup = CgroupHandle.Create(host, path, spec.Linux?.Resources);
                table.AddGroup(cgroup);
            }

            child = ChildProcess.Start(plan, table, request.PreserveFds, cgroup?.CloneIntoFd);
            table.Dispose();
            Prepare();
            Converse();
        }
        catch (Exception failure)
        {
            TakeBack();
            throw Translate(failure);
        }

        return new LaunchedProcess(child.Pid, child.PidFd, cgroup, console, Start, child.Socket);
    }

    /// <summary>Compiles the plan only.</summary>
    public void Rehearse()
    {
        plan = PlanCompiler.Compile(PlanSettings.Of(request, DetectCgroups(), CgroupPathOf(spec, request.Id)));
        using var memory = new PlanMemory(plan);
    }

    public void Dispose() => table.Dispose();

    /// <summary>The group of a container: as asked for, or named after it below the caller's own.</summary>
    public static string CgroupPathOf(Spec spec, string id) => spec.Linux?.CgroupsPath is { Length: > 0 } path
        ? path.Contains(':', StringComparison.Ordinal) ? SystemdCgroupPath.Parse(path) : path
        : id;

    private CgroupHost? DetectCgroups()
    {
        try
        {
            return CgroupHost.Detect();
        }
        catch (CgroupException failure) when (spec.Linux?.Resources is null)
        {
            // Nothing is limited, so nothing is missed.
            _ = failure;
            return null;
        }
        catch (CgroupException failure)
        {
            throw Translate(failure);
        }
    }

    private void OpenDescriptors()
    {
        table.Open(plan.Sources);
        if (request.StartListener is { } listener)
        {
            table.AddLent(Slot.StartListener, listener, request.PreserveFds);
        }

        if (TrampolineChoice.IsUsable(spec))
        {
            table.Add(Slot.Trampoline, Trampoline.Create());
        }

        StreamSlots.Add(table, request.Streams, request.PreserveFds);
    }

    // Between clone3 and the first operation that needs it.
    private void Prepare()
    {
        if (plan.WritesMaps)
        {
            UserNamespaceFile.WriteMaps(child.Pid, spec.Linux!.UidMappings!, spec.Linux.GidMappings!);
            child.Continue();
        }

        if (spec.Linux?.Namespaces?.Any(n => n.Type == "user" && !string.IsNullOrEmpty(n.Path)) == true)
        {
            FollowSuccessor();
        }

        ProcessAttributes.Apply(child.Pid, spec.Process!, plan.LauncherSetsLimits);
        request.OnProcessCreated?.Invoke(child.Pid);
        child.Continue();
    }

    private void FollowSuccessor()
    {
        if (!child.TryReceive(out var answer) || answer.Kind != ChildMessageKind.Successor)
        {
            throw answer.Kind == 0 ? PlanFailure.Vanished("the container's process", null) : PlanFailure.Describe(plan, answer);
        }

        child.Follow(answer.Value);
    }

    private void Converse()
    {
        while (child.TryReceive(out var answer))
        {
            switch (answer.Kind)
            {
                case ChildMessageKind.Ready:
                    return;
                case ChildMessageKind.Console:
                    TakeConsole(answer.File!);
                    break;
                case ChildMessageKind.HooksWanted:
                    RunCreationHooks();
                    break;
                default:
                    throw Explain(answer);
            }
        }

        throw PlanFailure.Vanished("the container's process", WaitCalls.Poll(child.Pid));
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

    private void RunCreationHooks()
    {
        var state = StateText.Create(spec, request.Id, request.Bundle, "creating", child.Pid);
        var failure = HookRunner.Run(spec.Hooks?.Prestart, "prestart", state)
            ?? HookRunner.Run(spec.Hooks?.CreateRuntime, "createRuntime", state);
        if (failure is not null)
        {
            throw failure;
        }

        // The container's own hooks know the process by its number in there.
        child.Send(StateText.Create(spec, request.Id, request.Bundle, "creating", PidInside));
    }

    private int PidInside => plan.CloneFlags.HasFlag(CloneFlags.NewPid) ? 1 : child.Pid;

    private void Start() => StartConversation.Run(
        child.Socket,
        spec,
        StateText.Create(spec, request.Id, request.Bundle, "created", PidInside),
        child.Pid,
        plan,
        request.Id,
        request.Bundle);

    private LaunchException Explain(ChildAnswer answer)
    {
        return ProgramDiagnosis.Explain(PlanFailure.Describe(plan, answer), child.Pid, spec.Process!);
    }

    private void TakeBack()
    {
        table.Dispose();
        console?.Dispose();
        if (child is not null)
        {
            child.Kill();
            child.Dispose();
        }

        if (cgroup is not null)
        {
            cgroup.Remove();
            cgroup.Dispose();
        }
    }

    private static LaunchException Translate(Exception failure) => failure switch
    {
        LaunchException known => known,
        _ => new LaunchException(LaunchFailure.Other, failure.Message, failure)
        {
            Errno = (failure as LinuxException)?.Errno ?? Errno.None,
        },
    };
}
