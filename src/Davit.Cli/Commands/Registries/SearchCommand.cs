using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Registries;

internal sealed class SearchCommand : Command
{
    private readonly ListFlag _filter = FilterFlags.Make();
    private readonly StringFlag _format = new("format", '\0', "Pretty-print search using a Go template");
    private readonly IntFlag _limit = new("limit", '\0', "Max number of search results");
    private readonly BoolFlag _noTruncate = new("no-trunc", '\0', "Don't truncate output");

    public override string Summary => "Search Docker Hub for images";

    public override string Usage => "[OPTIONS] TERM";

    public override IEnumerable<Flag> Flags => [_filter, _format, _limit, _noTruncate];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(1);

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var (term, filters) = (arguments[0], FilterFlags.Read(_filter));
        var writer = ListWriter.Create(_format.Value, @"{{.Name}}\t{{.Description}}\t{{.StarCount}}\t{{.IsOfficial}}");
        using var hits = RegistryAccess.Send(context, Domain(term), "search", header => context.Engine.Images.Search(term, _limit.Value, filters, header));
        var rows = hits.RootElement.EnumerateArray().OrderByDescending(hit => hit.Number("star_count")).Select(hit => new SearchRow(hit, !_noTruncate.Value));
        writer.Write(context.Out, rows, SearchRow.Headings);
        return ExitCodes.Success;
    }

    private static string Domain(string term)
    {
        var first = term.Split('/')[0];
        return term.Contains('/', StringComparison.Ordinal) && (first.AsSpan().ContainsAny('.', ':') || first == "localhost") ? first : ImageReference.DefaultDomain;
    }
}
