using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Images;

internal sealed class PruneImagesCommand : Command
{
    private readonly BoolFlag _all = new("all", 'a', "Remove all unused images, not just dangling ones");
    private readonly ListFlag _filter = FilterFlags.Make('\0', "Provide filter values (e.g. \"until=<timestamp>\")");
    private readonly BoolFlag _force = new("force", 'f', "Do not prompt for confirmation");

    public override string Summary => "Remove unused images";

    public override string Usage => "[OPTIONS]";

    public override IEnumerable<Flag> Flags => [_all, _filter, _force];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var what = _all.Value ? "all images without at least one container associated to them" : "all dangling images";
        if (!_force.Value && !Confirmation.Ask(context, $"WARNING! This will remove {what}.\nAre you sure you want to continue?"))
        {
            return ExitCodes.Success;
        }

        var freed = Prune(context, _all.Value, FilterFlags.Read(_filter));
        context.Out.WriteLine($"Total reclaimed space: {ByteSize.Decimal(freed)}");
        return ExitCodes.Success;
    }

    /// <summary>Removes and lists what was removed; the bytes that became free.</summary>
    public static long Prune(CommandContext context, bool all, Filters filters)
    {
        using var report = context.Engine.Images.Prune(filters.Add("dangling", all ? "false" : "true"));
        var removed = report.RootElement.Member("ImagesDeleted");
        if (removed.IsArray && removed.GetArrayLength() > 0)
        {
            context.Out.WriteLine("Deleted Images:");
            foreach (var item in removed.EnumerateArray())
            {
                context.Out.WriteLine(item.Text("Untagged") is { Length: > 0 } untagged ? $"untagged: {untagged}" : $"deleted: {item.Text("Deleted")}");
            }

            context.Out.WriteLine();
        }

        return report.RootElement.Number("SpaceReclaimed");
    }
}
