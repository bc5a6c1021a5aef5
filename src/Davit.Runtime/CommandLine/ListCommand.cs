using System.Globalization;
using System.Text.Json;

namespace Davit.Runtime.CommandLine;

/// <summary><c>list</c>: the containers of the state directory.</summary>
internal static class ListCommand
{
    public static int Run(OciContext context, IReadOnlyList<string> args)
    {
        var options = OptionSet.Parse(args, ["quiet|q"], ["format|f"]);
        var states = context.Store.Ids().Select(context.Store.TryLoad).OfType<State.ContainerState>();
        if (options.Has("quiet"))
        {
            OciContext.Print(string.Concat(states.Select(s => s.Id + "\n")));
            return 0;
        }

        IReadOnlyList<StateView> views = [.. states.Select(s => StateCommand.Describe(context, s, null))];
        OciContext.Print(options.Get("format") switch
        {
            "json" => JsonSerializer.Serialize(views, CompactJson.Default.IReadOnlyListStateView),
            null or "table" => Table(views),
            { } other => throw new CommandException($"invalid format {other}"),
        });
        return 0;
    }

    private static string Table(IReadOnlyList<StateView> views)
    {
        string[][] rows =
        [
            ["ID", "PID", "STATUS", "BUNDLE", "CREATED", "OWNER"],
            .. views.Select(v => new[]
            {
                v.Id,
                v.Pid.ToString(CultureInfo.InvariantCulture),
                v.Status,
                v.Bundle,
                v.Created.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
                v.Owner,
            }),
        ];
        return TextTable.Format(rows);
    }
}
