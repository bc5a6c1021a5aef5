using Davit.Runtime.State;

namespace Davit.Runtime.CommandLine;

/// <summary><c>pause</c> and <c>resume</c>.</summary>
internal static class PauseCommand
{
    public static int Run(OciContext context, IReadOnlyList<string> args, bool pause)
    {
        var state = context.Store.Load(OptionSet.Parse(args, [], []).Id);
        var status = StatusReader.Read(context.Store, state);
        var possible = pause
            ? status is ContainerStatus.Running or ContainerStatus.Created
            : status is ContainerStatus.Paused;
        if (!possible)
        {
            throw new CommandException(pause ? "container not running" : "container not paused");
        }

        using var cgroup = StatusReader.TryOpenCgroup(state) ?? throw new CommandException("the container has no cgroup");
        if (pause)
        {
            cgroup.Freeze();
        }
        else
        {
            cgroup.Thaw();
        }

        return 0;
    }
}
