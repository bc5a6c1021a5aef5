using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Volumes;

internal sealed class InspectVolumesCommand : Command
{
    private readonly StringFlag _format = FormatFlags.Object();

    public override string Summary => "Display detailed information on one or more volumes";

    public override string Usage => "[OPTIONS] VOLUME [VOLUME...]";

    public override IEnumerable<Flag> Flags => [_format];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Volumes;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments) =>
        ObjectInspector.Run(context, arguments, _format.Value, name => (context.Engine.Volumes.Inspect(name).RootElement, "volume"));
}
