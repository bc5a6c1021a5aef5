using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Volumes;

internal sealed class ListVolumesCommand : Command
{
    private readonly BoolFlag _cluster = new("cluster", '\0', "Display only cluster volumes, and use cluster volume list formatting");
    private readonly ListFlag _filter = FilterFlags.Make('f', "Provide filter values (e.g. \"dangling=true\")");
    private readonly StringFlag _format = FormatFlags.List();
    private readonly BoolFlag _quiet = new("quiet", 'q', "Only display volume names");

    public override string Summary => "List volumes";

    public override string Usage => "[OPTIONS]";

    public override IEnumerable<Flag> Flags => [_cluster, _filter, _format, _quiet];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        if (_cluster.Value)
        {
            throw new CommandException("cluster volumes come with a later version of davit");
        }

        using var list = context.Engine.Volumes.List(FilterFlags.Read(_filter));
        var format = _format.Value.Length > 0 ? _format.Value : _quiet.Value ? string.Empty : context.Config.Format("volumesFormat") ?? string.Empty;
        var writer = ListWriter.Create(_quiet.Value && format is "" or "table" ? "{{.Name}}" : format, @"{{.Driver}}\t{{.Name}}");
        var rows = list.RootElement.Items("Volumes").OrderBy(volume => volume.Text("Name"), NaturalOrder.Instance).Select(volume => new VolumeRow(volume));
        writer.Write(context.Out, rows, VolumeRow.Headings);
        return ExitCodes.Success;
    }
}
