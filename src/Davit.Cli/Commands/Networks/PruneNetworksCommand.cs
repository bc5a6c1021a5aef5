using Davit.Cli.CommandLine;
using Davit.Client;

namespace Davit.Cli.Commands.Networks;

internal sealed class PruneNetworksCommand : Command
{
    private readonly ListFlag _filter = FilterFlags.Make('\0', "Provide filter values (e.g. \"until=<timestamp>\")");
    private readonly BoolFlag _force = new("force", 'f', "Do not prompt for confirmation");

    public override string Summary => "Remove all unused networks";

    public override string Usage => "[OPTIONS]";

    public override IEnumerable<Flag> Flags => [_filter, _force];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        if (!_force.Value && !Confirmation.Ask(context, "WARNING! This will remove all custom networks not used by at least one container.\nAre you sure you want to continue?"))
        {
            return ExitCodes.Success;
        }

        Prune(context, FilterFlags.Read(_filter));
        return ExitCodes.Success;
    }

    public static void Prune(CommandContext context, Filters filters)
    {
        using var report = context.Engine.Networks.Prune(filters);
        PruneOutput.Write(context, "Deleted Networks:", report.RootElement.Strings("NetworksDeleted"));
    }
}
