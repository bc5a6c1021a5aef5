using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Networks;

internal sealed class ListNetworksCommand : Command
{
    private readonly ListFlag _filter = FilterFlags.Make('f', "Provide filter values (e.g. \"driver=bridge\")");
    private readonly StringFlag _format = FormatFlags.List();
    private readonly BoolFlag _noTruncate = new("no-trunc", '\0', "Do not truncate the output");
    private readonly BoolFlag _quiet = new("quiet", 'q', "Only display network IDs");

    public override string Summary => "List networks";

    public override string Usage => "[OPTIONS]";

    public override IEnumerable<Flag> Flags => [_filter, _format, _noTruncate, _quiet];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        using var list = context.Engine.Networks.List(FilterFlags.Read(_filter));
        var format = _format.Value.Length > 0 ? _format.Value : _quiet.Value ? string.Empty : context.Config.Format("networksFormat") ?? string.Empty;
        var writer = ListWriter.Create(_quiet.Value && format is "" or "table" ? "{{.ID}}" : format, @"{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}");
        var rows = list.RootElement.EnumerateArray().OrderBy(network => network.Text("Name"), NaturalOrder.Instance).Select(network => new NetworkRow(network, !_noTruncate.Value));
        writer.Write(context.Out, rows, NetworkRow.Headings);
        return ExitCodes.Success;
    }
}
