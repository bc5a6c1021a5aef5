using Davit.Runtime.State;

namespace Davit.Runtime.CommandLine;

/// <summary><c>start</c>: lets a created container execute its program.</summary>
internal static class StartCommand
{
    public static int Run(OciContext context, IReadOnlyList<string> args)
    {
        var id = OptionSet.Parse(args, [], []).Id;
        var state = context.Store.Load(id);
        var status = StatusReader.Read(context.Store, state);
        if (status != ContainerStatus.Created)
        {
            throw new CommandException(status == ContainerStatus.Stopped
                ? "cannot start a container that has stopped"
                : $"cannot start a container that is {StatusReader.NameOf(status)}");
        }

        try
        {
            StartSocket.Release(
                context.Store.StartSocketOf(id), context.Store.LoadSpec(id), id, state.Bundle, state.InitProcessPid);
        }
        finally
        {
            context.Store.ForgetStartSocket(id);
        }

        return 0;
    }
}
