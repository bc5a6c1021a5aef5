using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

internal sealed class ListContainersCommand : Command
{
    private const string UsualTable = @"{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}";

    private readonly BoolFlag _all = new("all", 'a', "Show all containers (default shows just running)");
    private readonly ListFlag _filter = FilterFlags.Make();
    private readonly StringFlag _format = FormatFlags.List();
    private readonly IntFlag _last = new("last", 'n', "Show n last created containers (includes all states)", -1);
    private readonly BoolFlag _latest = new("latest", 'l', "Show the latest created container (includes all states)");
    private readonly BoolFlag _noTruncate = new("no-trunc", '\0', "Don't truncate output");
    private readonly BoolFlag _quiet = new("quiet", 'q', "Only display container IDs");
    private readonly BoolFlag _size = new("size", 's', "Display total file sizes");

    public override string Summary => "List containers";

    public override string Usage => "[OPTIONS]";

    public override IEnumerable<Flag> Flags => [_all, _filter, _format, _last, _latest, _noTruncate, _quiet, _size];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("ps -a --filter status=exited", "Containers that ended, with their exit codes"),
        ("ps --format '{{.Names}}: {{.Status}}'", "A line of one's own per container"),
        ("rm -f $(davit ps -aq --filter label=test)", "Remove all containers with a label"),
    ];

    // A template that shows sizes, or everything. The word json alone stands for lines without sizes, as docker has it.
    private static readonly string[] SizeWords = [".Size", "{{json .}}", "{{ json . }}"];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var writer = ListWriter.Create(Format(context), Table());
        var size = _size.Value || (_format.Value is not ("" or "json") && SizeWords.Any(word => writer.Source.Contains(word, StringComparison.Ordinal)));
        var limit = _latest.Value && !_last.Changed ? 1 : (int)Math.Clamp(_last.Value, -1, int.MaxValue);
        using var list = context.Engine.Containers.List(_all.Value, limit, size, FilterFlags.Read(_filter));
        var rows = list.RootElement.EnumerateArray().Select(item => new ContainerRow(item, !_noTruncate.Value, context.Now));
        writer.Write(context.Out, rows, ContainerRow.Headings);
        return ExitCodes.Success;
    }

    private string Format(CommandContext context)
    {
        if (_quiet.Value && _format.Value is "" or "table")
        {
            return "{{.ID}}";
        }

        return _format.Value.Length > 0 ? _format.Value : _quiet.Value ? "{{.ID}}" : context.Config.Format("psFormat") ?? string.Empty;
    }

    private string Table() => UsualTable + (_size.Value ? @"\t{{.Size}}" : string.Empty);
}
