using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Commands.Containers;
using Davit.Cli.Commands.Images;
using Davit.Cli.Commands.Volumes;
using Davit.Cli.Formatting;
using Davit.Cli.Templates;
using Davit.Client;

namespace Davit.Cli.Commands.SystemInformation;

internal sealed class DiskUsageCommand : Command
{
    private readonly StringFlag _format = FormatFlags.List();
    private readonly BoolFlag _verbose = new("verbose", 'v', "Show detailed information on space usage");

    public override string Summary => "Show docker disk usage";

    public override string Usage => "[OPTIONS]";

    public override IEnumerable<Flag> Flags => [_format, _verbose];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        using var usage = context.Engine.System.DiskUsage();
        if (!_verbose.Value)
        {
            var writer = ListWriter.Create(_format.Value, @"{{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}");
            writer.Write(context.Out, DiskUsageRow.Make(usage.RootElement), DiskUsageRow.Headings);
            return ExitCodes.Success;
        }

        if (_format.Value.Length > 0)
        {
            WriteFormat(context, usage.RootElement);
            return ExitCodes.Success;
        }

        WriteTables(context, usage.RootElement);
        return ExitCodes.Success;
    }

    private static void WriteTables(CommandContext context, JsonElement usage)
    {
        Section(context, "Images space usage:\n", @"{{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}\t{{.SharedSize}}\t{{.UniqueSize}}\t{{.Containers}}", Images(context, usage, truncate: true), ImageRow.Headings);
        Section(context, "\nContainers space usage:\n", @"{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.LocalVolumes}}\t{{.Size}}\t{{.RunningFor}}\t{{.Status}}\t{{.Names}}", Containers(context, usage, truncate: true), ContainerRow.Headings);
        Section(context, "\nLocal Volumes space usage:\n", @"{{.Name}}\t{{.Links}}\t{{.Size}}", Volumes(usage), VolumeRow.Headings);
        var cache = BuildCacheRow.Make(usage, context.Now).ToList();
        Section(context, $"\nBuild cache usage: {ByteSize.Decimal(DiskUsageRow.CacheSize(usage))}\n", @"{{.ID}}\t{{.CacheType}}\t{{.Size}}\t{{.CreatedSince}}\t{{.LastUsedSince}}\t{{.UsageCount}}\t{{.Shared}}", cache, BuildCacheRow.Headings);
    }

    private void WriteFormat(CommandContext context, JsonElement usage)
    {
        var data = new GoMap
        {
            IsDocument = true,
            ["Images"] = Images(context, usage, truncate: false).Select(object? (row) => row).ToList(),
            ["Containers"] = Containers(context, usage, truncate: false).Select(object? (row) => row).ToList(),
            ["Volumes"] = Volumes(usage).Select(object? (row) => row).ToList(),
            ["BuildCache"] = BuildCacheRow.Make(usage, context.Now).Select(object? (row) => row).ToList(),
        };
        ListWriter.Create(_format.Value == "table" ? string.Empty : _format.Value, "{{json .}}").Write(context.Out, [data], DiskUsageRow.Headings);
    }

    private static void Section(CommandContext context, string title, string table, IEnumerable<IGoFields> rows, IReadOnlyDictionary<string, string> headings)
    {
        context.Out.WriteLine(title);
        ListWriter.Create(string.Empty, table).Write(context.Out, rows, headings);
    }

    private static IEnumerable<IGoFields> Images(CommandContext context, JsonElement usage, bool truncate) =>
        usage.Items("Images").Select(image => ImageRow.MakeOne(image, truncate, context.Now));

    private static IEnumerable<IGoFields> Containers(CommandContext context, JsonElement usage, bool truncate) =>
        usage.Items("Containers").Select(container => new ContainerRow(container, truncate, context.Now, showVirtualSize: false));

    private static IEnumerable<IGoFields> Volumes(JsonElement usage) => usage.Items("Volumes").Select(volume => new VolumeRow(volume));
}
