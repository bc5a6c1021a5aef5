using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

internal sealed class StatsCommand : Command
{
    private const string UsualTable = @"{{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}";
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(500);

    private readonly BoolFlag _all = new("all", 'a', "Show all containers (default shows just running)");
    private readonly StringFlag _format = FormatFlags.List();
    private readonly BoolFlag _noStream = new("no-stream", '\0', "Disable streaming stats and only pull the first result");
    private readonly BoolFlag _noTruncate = new("no-trunc", '\0', "Do not truncate output");

    public override string Summary => "Display a live stream of container(s) resource usage statistics";

    public override string Usage => "[OPTIONS] [CONTAINER...]";

    public override IEnumerable<Flag> Flags => [_all, _format, _noStream, _noTruncate];

    public override ArgumentRule Arguments => ArgumentRule.Any;

    public override Completion Completes => Completion.RunningContainers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var format = _format.Value.Length > 0 ? _format.Value : context.Config.Format("statsFormat") ?? string.Empty;
        var writer = ListWriter.Create(format, UsualTable);
        using var watch = new StatsWatch(context.Engine, stream: !_noStream.Value);
        Follow(context, watch, arguments);
        watch.WaitForFirst();
        if (_noStream.Value)
        {
            var status = watch.Report(context);
            if (status == ExitCodes.Success || Rows(watch).Any())
            {
                writer.Write(context.Out, Rows(watch), StatsRow.Headings);
            }

            return status;
        }

        if (watch.Report(context) != ExitCodes.Success)
        {
            return ExitCodes.Failure;
        }

        using var timer = new ManualResetEventSlim();
        do
        {
            Draw(context, writer, watch, format);
            Refresh(context, watch, arguments);
        }
        while (!timer.Wait(s_period) && (arguments.Count == 0 || watch.AnyAlive));
        return ExitCodes.Success;
    }

    private void Follow(CommandContext context, StatsWatch watch, IReadOnlyList<string> names)
    {
        foreach (var name in names.Count > 0 ? names : Running(context))
        {
            watch.Add(name);
        }
    }

    private void Refresh(CommandContext context, StatsWatch watch, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            watch.KeepOnly(Running(context));
        }
    }

    private List<string> Running(CommandContext context)
    {
        using var list = context.Engine.Containers.List(_all.Value, -1, size: false, new Filters());
        return [.. list.RootElement.EnumerateArray().Select(container => ShortText.Id(container.Text("Id"), truncate: true))];
    }

    private IEnumerable<StatsRow> Rows(StatsWatch watch) => watch.Latest().Select(sample => new StatsRow(sample, !_noTruncate.Value));

    private void Draw(CommandContext context, ListWriter writer, StatsWatch watch, string format)
    {
        using var screen = new StringWriter { NewLine = "\n" };
        writer.Write(screen, Rows(watch), StatsRow.Headings);
        if (format is "" or "table" || format.StartsWith("table", StringComparison.Ordinal))
        {
            // Home, every line with what was behind it erased, then all below.
            context.Out.Write("\u001b[H" + screen.ToString().Replace("\n", "\u001b[K\n", StringComparison.Ordinal) + "\u001b[J");
        }
        else
        {
            context.Out.Write("\u001b[H" + screen + "\u001b[J");
        }

        context.Out.Flush();
    }
}
