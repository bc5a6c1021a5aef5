using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Volumes;

internal sealed class PruneVolumesCommand : Command
{
    private readonly BoolFlag _all = new("all", 'a', "Remove all unused volumes, not just anonymous ones");
    private readonly ListFlag _filter = FilterFlags.Make('\0', "Provide filter values (e.g. \"label=<label>\")");
    private readonly BoolFlag _force = new("force", 'f', "Do not prompt for confirmation");

    public override string Summary => "Remove unused local volumes";

    public override string Usage => "[OPTIONS]";

    public override IEnumerable<Flag> Flags => [_all, _filter, _force];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var filters = FilterFlags.Read(_filter);
        var what = _all.Value ? "all local volumes not used by at least one container" : "anonymous local volumes not used by at least one container";
        if (!_force.Value && !Confirmation.Ask(context, $"WARNING! This will remove {what}.\nAre you sure you want to continue?"))
        {
            return ExitCodes.Success;
        }

        var freed = Prune(context, _all.Value ? filters.Add("all", "true") : filters);
        context.Out.WriteLine($"Total reclaimed space: {ByteSize.Decimal(freed)}");
        return ExitCodes.Success;
    }

    /// <summary>Removes and lists what was removed; the bytes that became free.</summary>
    public static long Prune(CommandContext context, Filters filters)
    {
        using var report = context.Engine.Volumes.Prune(filters);
        PruneOutput.Write(context, "Deleted Volumes:", report.RootElement.Strings("VolumesDeleted"));
        return report.RootElement.Number("SpaceReclaimed");
    }
}
