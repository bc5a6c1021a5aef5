using Davit.Linux.Processes;

namespace Davit.Runtime.CommandLine;

/// <summary><c>run</c>: create and start; in the foreground also wait and delete.</summary>
internal static class RunCommand
{
    public static int Run(OciContext context, IReadOnlyList<string> args)
    {
        var options = OptionSet.Parse(args, [.. CreateOptions.Flags, "detach|d", "keep", "no-subreaper"], CreateOptions.Valued);
        var maker = new ContainerMaker(context, options);
        using var process = maker.Make(waitOnSocket: false);
        try
        {
            process.Start();
        }
        catch
        {
            Forget(context, options.Id, process);
            throw;
        }

        if (options.Has("detach"))
        {
            process.Cgroup?.Dispose();
            return 0;
        }

        var code = ForegroundProcess.Wait(process);
        if (!options.Has("keep"))
        {
            CleanUp(context, options.Id, maker, process);
        }

        return code;
    }

    private static void Forget(OciContext context, string id, LaunchedProcess process)
    {
        PidFdCalls.TrySignal(process.PidFd, (int)Signal.SIGKILL);
        WaitCalls.Wait(process.PidFd);
        process.Cgroup?.KillAll((int)Signal.SIGKILL);
        process.Cgroup?.Remove();
        context.Store.Remove(id);
    }

    // As "delete", with what is still in memory.
    private static void CleanUp(OciContext context, string id, ContainerMaker maker, LaunchedProcess process)
    {
        process.Cgroup?.KillAll((int)Signal.SIGKILL);
        process.Cgroup?.Remove();
        context.Store.Remove(id);
        foreach (var failure in Hooks.PoststopHooks.Run(maker.Spec, id, maker.Bundle))
        {
            context.Log.Warning(failure);
        }
    }
}
