using Davit.Cli.CommandLine;
using Davit.Cli.Commands.Containers;
using Davit.Cli.Commands.Images;
using Davit.Cli.Commands.Networks;
using Davit.Cli.Commands.Volumes;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.SystemInformation;

internal sealed class PruneSystemCommand : Command
{
    private readonly BoolFlag _all = new("all", 'a', "Remove all unused images not just dangling ones");
    private readonly ListFlag _filter = FilterFlags.Make('\0', "Provide filter values (e.g. \"label=<key>=<value>\")");
    private readonly BoolFlag _force = new("force", 'f', "Do not prompt for confirmation");
    private readonly BoolFlag _volumes = new("volumes", '\0', "Prune anonymous volumes");

    public override string Summary => "Remove unused data";

    public override string Usage => "[OPTIONS]";

    public override IEnumerable<Flag> Flags => [_all, _filter, _force, _volumes];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        if (_volumes.Value && FilterFlags.Read(_filter).Contains("until"))
        {
            throw new CommandException("the \"until\" filter is not supported with \"--volumes\"");
        }

        if (!_force.Value && !Confirmation.Ask(context, Question()))
        {
            return ExitCodes.Success;
        }

        var freed = PruneContainersCommand.Prune(context, FilterFlags.Read(_filter));
        PruneNetworksCommand.Prune(context, FilterFlags.Read(_filter));
        freed += _volumes.Value ? PruneVolumesCommand.Prune(context, FilterFlags.Read(_filter)) : 0;
        freed += PruneImagesCommand.Prune(context, _all.Value, FilterFlags.Read(_filter));
        freed += PruneBuildCache(context);
        context.Out.WriteLine($"Total reclaimed space: {ByteSize.Decimal(freed)}");
        return ExitCodes.Success;
    }

    private long PruneBuildCache(CommandContext context)
    {
        try
        {
            using var report = context.Engine.System.PruneBuildCache(_all.Value, FilterFlags.Read(_filter));
            PruneOutput.Write(context, "Deleted build cache objects:", report.RootElement.Strings("CachesDeleted"));
            return report.RootElement.Number("SpaceReclaimed");
        }
        catch (EngineApiException error) when (error.IsNotFound || error.Status == System.Net.HttpStatusCode.NotImplemented)
        {
            return 0; // a daemon that does not build has no cache
        }
    }

    private string Question()
    {
        var lines = new List<string> { "WARNING! This will remove:", "  - all stopped containers", "  - all networks not used by at least one container" };
        if (_volumes.Value)
        {
            lines.Add("  - all anonymous volumes not used by at least one container");
        }

        lines.Add(_all.Value ? "  - all images without at least one container associated to them" : "  - all dangling images");
        lines.Add(_all.Value ? "  - all build cache" : "  - unused build cache");
        if (_filter.Values.Count > 0)
        {
            lines.Add("\n  Items to be pruned will be filtered with:");
            lines.AddRange(_filter.Values.Select(filter => $"  - {filter}"));
        }

        return string.Join('\n', lines) + "\n\nAre you sure you want to continue?";
    }
}
