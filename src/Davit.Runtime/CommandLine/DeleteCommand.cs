using Davit.Linux;
using Davit.Linux.Polling;
using Davit.Linux.Processes;
using Davit.Runtime.Hooks;
using Davit.Runtime.State;

namespace Davit.Runtime.CommandLine;

/// <summary><c>delete</c>: takes away what is left of a stopped container.</summary>
internal static class DeleteCommand
{
    private const int KillPatienceMilliseconds = 10_000;

    public static int Run(OciContext context, IReadOnlyList<string> args)
    {
        var options = OptionSet.Parse(args, ["force|f"], []);
        var force = options.Has("force");
        var state = context.Store.TryLoad(options.Id);
        if (state is null)
        {
            // A creation that was cut off leaves a directory without state.
            context.Store.Remove(options.Id);
            return force ? 0 : throw new CommandException($"container \"{options.Id}\" does not exist");
        }

        var status = StatusReader.Read(context.Store, state);
        if (status is ContainerStatus.Running or ContainerStatus.Paused && !force)
        {
            throw new CommandException(
                $"cannot delete container {state.Id} that is not stopped: {StatusReader.NameOf(status)}");
        }

        Delete(context, state, status);
        return 0;
    }

    public static void Delete(OciContext context, ContainerState state, ContainerStatus status)
    {
        if (status != ContainerStatus.Stopped)
        {
            Kill(state);
        }

        using (var cgroup = StatusReader.TryOpenCgroup(state))
        {
            cgroup?.KillAll((int)Signal.SIGKILL);
            cgroup?.Remove();
        }

        var spec = context.Store.LoadSpec(state.Id);
        context.Store.Remove(state.Id);
        foreach (var failure in PoststopHooks.Run(spec, state.Id, state.Bundle))
        {
            context.Log.Warning(failure);
        }
    }

    private static void Kill(ContainerState state)
    {
        if (PidFdCalls.TryOpen(state.InitProcessPid, out var process) != Errno.None)
        {
            return;
        }

        using (process)
        {
            if (!StatusReader.IsAlive(state))
            {
                return;
            }

            using (var cgroup = StatusReader.TryOpenCgroup(state))
            {
                PidFdCalls.TrySignal(process!, (int)Signal.SIGKILL);
                if (cgroup?.IsFrozen == true)
                {
                    cgroup.Thaw();
                }
            }

            if (PollCalls.Wait(process!, PollEvents.In, KillPatienceMilliseconds) == PollEvents.None)
            {
                throw new CommandException($"container {state.Id} does not end");
            }
        }
    }
}
