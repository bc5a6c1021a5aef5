using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

internal sealed class PruneContainersCommand : Command
{
    private readonly ListFlag _filter = FilterFlags.Make('\0', "Provide filter values (e.g. \"until=<timestamp>\")");
    private readonly BoolFlag _force = new("force", 'f', "Do not prompt for confirmation");

    public override string Summary => "Remove all stopped containers";

    public override string Usage => "[OPTIONS]";

    public override IEnumerable<Flag> Flags => [_filter, _force];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        if (!_force.Value && !Confirmation.Ask(context, "WARNING! This will remove all stopped containers.\nAre you sure you want to continue?"))
        {
            return ExitCodes.Success;
        }

        var freed = Prune(context, FilterFlags.Read(_filter));
        context.Out.WriteLine($"Total reclaimed space: {ByteSize.Decimal(freed)}");
        return ExitCodes.Success;
    }

    /// <summary>Removes and lists what was removed; the bytes that became free.</summary>
    public static long Prune(CommandContext context, Filters filters)
    {
        using var report = context.Engine.Containers.Prune(filters);
        PruneOutput.Write(context, "Deleted Containers:", report.RootElement.Strings("ContainersDeleted"));
        return report.RootElement.Number("SpaceReclaimed");
    }
}
