using Davit.Linux;
using Davit.Linux.Processes;
using Davit.Runtime.State;

namespace Davit.Runtime.CommandLine;

/// <summary><c>kill</c>: a signal for the first process, or for all.</summary>
internal static class KillCommand
{
    public static int Run(OciContext context, IReadOnlyList<string> args)
    {
        var options = OptionSet.Parse(args, ["all|a"], []);
        var state = context.Store.Load(options.Id);
        var name = options.Rest.Count > 1 ? options.Rest[1] : "SIGTERM";
        if (!SignalNames.TryParse(name, out var signal))
        {
            throw new CommandException($"unknown signal \"{name}\"");
        }

        if (options.Has("all"))
        {
            // Also of a stopped container, whose other processes may live on in a shared pid namespace.
            using var cgroup = StatusReader.TryOpenCgroup(state);
            cgroup?.KillAll(signal);
            return 0;
        }

        Signal(state, signal);
        if (signal == (int)Davit.Linux.Processes.Signal.SIGKILL)
        {
            Thaw(state);
        }

        return 0;
    }

    // The freezer of cgroup v1 holds even the killed: they end when they are let go.
    private static void Thaw(ContainerState state)
    {
        using var cgroup = StatusReader.TryOpenCgroup(state);
        if (cgroup is { IsFrozen: true })
        {
            cgroup.Thaw();
        }
    }

    /// <summary>Through a descriptor: what was checked is what gets the signal.</summary>
    public static void Signal(ContainerState state, int signal)
    {
        var errno = PidFdCalls.TryOpen(state.InitProcessPid, out var process);
        using (process)
        {
            errno = errno == Errno.None && StatusReader.IsAlive(state) ? PidFdCalls.TrySignal(process!, signal) : Errno.ESRCH;
        }

        if (errno != Errno.None)
        {
            throw new CommandException(errno == Errno.ESRCH ? "container not running" : $"kill: {errno.Describe()}");
        }
    }
}
