using System.Text.Json;
using Davit.Runtime.State;

namespace Davit.Runtime.CommandLine;

/// <summary><c>ps</c>: the processes of a container.</summary>
internal static class PsCommand
{
    public static int Run(OciContext context, IReadOnlyList<string> args)
    {
        var options = OptionSet.Parse(args, [], ["format|f"]);
        var state = context.Store.Load(options.Id);
        using var cgroup = StatusReader.TryOpenCgroup(state);
        IReadOnlyList<int> pids = cgroup?.Pids(recursive: true) ?? [];
        OciContext.Print(options.Get("format") switch
        {
            "json" => JsonSerializer.Serialize(pids, CompactJson.Default.IReadOnlyListInt32) + "\n",
            null or "table" => TextTable.Format(ProcessTable.Rows(pids)),
            { } other => throw new CommandException($"invalid format {other}"),
        });
        return 0;
    }
}
