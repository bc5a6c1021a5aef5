using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Volumes;

internal sealed class RemoveVolumesCommand : Command
{
    private readonly BoolFlag _force = new("force", 'f', "Force the removal of one or more volumes");

    public override string Summary => "Remove one or more volumes. You cannot remove a volume that is in use by a container.";

    public override string Usage => "[OPTIONS] VOLUME [VOLUME...]";

    public override IEnumerable<Flag> Flags => [_force];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Volumes;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments) => EachArgument.Run(context, arguments, name =>
    {
        context.Engine.Volumes.Remove(name, _force.Value);
        return name;
    });
}
