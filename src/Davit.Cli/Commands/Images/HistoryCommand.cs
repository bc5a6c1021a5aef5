using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;

namespace Davit.Cli.Commands.Images;

internal sealed class HistoryCommand : Command
{
    private const string UsualTable = @"{{.ID}}\t{{if .CreatedSince}}{{.CreatedSince}}{{else}}N/A{{end}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}";
    private const string ExactTable = @"{{.ID}}\t{{.CreatedAt}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}";

    private readonly StringFlag _format = FormatFlags.List();
    private readonly BoolFlag _human = new("human", 'H', "Print sizes and dates in human readable format", initial: true);
    private readonly BoolFlag _noTruncate = new("no-trunc", '\0', "Don't truncate output");
    private readonly StringFlag _platform = new("platform", '\0', "Show history for the given platform. Formatted as \"os[/arch[/variant]]\" (e.g., \"linux/amd64\")");
    private readonly BoolFlag _quiet = new("quiet", 'q', "Only show image IDs");

    public override string Summary => "Show the history of an image";

    public override string Usage => "[OPTIONS] IMAGE";

    public override IEnumerable<Flag> Flags => [_format, _human, _noTruncate, _platform, _quiet];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(1);

    public override Completion Completes => Completion.Images;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        using var history = context.Engine.Images.History(arguments[0], PlatformText.ToJson(_platform.Value));
        var writer = ListWriter.Create(_quiet.Value && _format.Value is "" or "table" ? "{{.ID}}" : _format.Value, _human.Value ? UsualTable : ExactTable);
        var rows = history.RootElement.EnumerateArray().Select(step => new HistoryRow(step, !_noTruncate.Value, _human.Value, context.Now));
        writer.Write(context.Out, rows, HistoryRow.Headings);
        return ExitCodes.Success;
    }
}
