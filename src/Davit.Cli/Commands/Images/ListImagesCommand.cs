using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Images;

internal sealed class ListImagesCommand : Command
{
    private readonly BoolFlag _all = new("all", 'a', "Show all images (default hides intermediate images)");
    private readonly BoolFlag _digests = new("digests", '\0', "Show digests");
    private readonly ListFlag _filter = FilterFlags.Make();
    private readonly StringFlag _format = FormatFlags.List();
    private readonly BoolFlag _noTruncate = new("no-trunc", '\0', "Don't truncate output");
    private readonly BoolFlag _quiet = new("quiet", 'q', "Only show image IDs");
    private readonly BoolFlag _tree = new("tree", '\0', "List multi-platform images as a tree (EXPERIMENTAL)");

    public override string Summary => "List images";

    public override string Usage => "[OPTIONS] [REPOSITORY[:TAG]]";

    public override IEnumerable<Flag> Flags => [_all, _digests, _filter, _format, _noTruncate, _quiet, _tree];

    public override ArgumentRule Arguments => new(0, 1);

    public override Completion Completes => Completion.Images;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        if (_tree.Value)
        {
            return WriteTree(context, arguments);
        }

        var filters = Filters(arguments);

        var quiet = _quiet.Value && _format.Value is "" or "table";
        var format = _format.Value.Length > 0 ? _format.Value : _quiet.Value ? string.Empty : context.Config.Format("imagesFormat") ?? string.Empty;
        var writer = quiet ? ListWriter.Create("{{.ID}}", string.Empty) : ListWriter.Create(format, Table());
        using var list = context.Engine.Images.List(_all.Value, filters);
        var digests = _digests.Value || writer.Source.Contains("{{.Digest}}", StringComparison.Ordinal);
        var rows = list.RootElement.EnumerateArray().SelectMany(image => ImageRow.Make(image, !_noTruncate.Value, digests, context.Now));
        writer.Write(context.Out, rows, ImageRow.Headings);
        return ExitCodes.Success;
    }

    private int WriteTree(CommandContext context, IReadOnlyList<string> arguments)
    {
        if (new[] { (_quiet.Value, "quiet"), (_noTruncate.Value, "no-trunc"), (_digests.Value, "show-digest"), (_format.Value.Length > 0, "format") }.FirstOrDefault(pair => pair.Item1) is (true, var other))
        {
            throw new CommandException($"--{other} is not yet supported with --tree");
        }

        using var list = context.Engine.Images.List(_all.Value, Filters(arguments), manifests: true);
        new ImageTree(context.Out, context.Terminal.OutputIsTerminal, context.Terminal.Size().Columns).Write(ImageTree.Read(list.RootElement, _all.Value));
        return ExitCodes.Success;
    }

    private Filters Filters(IReadOnlyList<string> arguments)
    {
        var filters = FilterFlags.Read(_filter);
        return arguments.Count > 0 ? filters.Add("reference", arguments[0]) : filters;
    }

    private string Table() => _digests.Value
        ? @"{{.Repository}}\t{{.Tag}}\t{{.Digest}}\t{{.ID}}\t{{if .CreatedSince }}{{.CreatedSince}}{{else}}N/A{{end}}\t{{.Size}}"
        : @"{{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{if .CreatedSince }}{{.CreatedSince}}{{else}}N/A{{end}}\t{{.Size}}";
}
