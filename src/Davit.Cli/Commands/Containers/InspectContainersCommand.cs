using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers;

internal sealed class InspectContainersCommand : Command
{
    private readonly StringFlag _format = FormatFlags.Object();
    private readonly BoolFlag _size = new("size", 's', "Display total file sizes");

    public override string Summary => "Display detailed information on one or more containers";

    public override string Usage => "[OPTIONS] CONTAINER [CONTAINER...]";

    public override IEnumerable<Flag> Flags => [_format, _size];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Containers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments) =>
        ObjectInspector.Run(context, arguments, _format.Value, name => (context.Engine.Containers.Inspect(name, _size.Value).RootElement, "container"));
}
