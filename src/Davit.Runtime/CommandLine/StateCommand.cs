using System.Text.Json;
using Davit.Runtime.State;

namespace Davit.Runtime.CommandLine;

/// <summary><c>state</c>: the state document, with runc's further members.</summary>
internal static class StateCommand
{
    public static int Run(OciContext context, IReadOnlyList<string> args)
    {
        var id = OptionSet.Parse(args, [], []).Id;
        var state = context.Store.Load(id);
        var document = Describe(context, state, context.Store.LoadSpec(id).Annotations);
        OciContext.Print(JsonSerializer.Serialize(document, IndentedJson.Default.StateView) + "\n");
        return 0;
    }

    public static StateView Describe(
        OciContext context, ContainerState state, IReadOnlyDictionary<string, string>? annotations)
    {
        var status = StatusReader.Read(context.Store, state);
        return new StateView
        {
            Id = state.Id,
            Pid = status == ContainerStatus.Stopped ? 0 : state.InitProcessPid,
            Status = StatusReader.NameOf(status),
            Bundle = state.Bundle,
            Rootfs = state.Rootfs,
            Created = state.Created,
            Annotations = annotations,
            Owner = state.Owner,
        };
    }
}
