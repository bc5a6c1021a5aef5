using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Networks;

internal sealed class InspectNetworksCommand : Command
{
    private readonly StringFlag _format = FormatFlags.Object();
    private readonly BoolFlag _verbose = new("verbose", 'v', "Verbose output for diagnostics");

    public override string Summary => "Display detailed information on one or more networks";

    public override string Usage => "[OPTIONS] NETWORK [NETWORK...]";

    public override IEnumerable<Flag> Flags => [_format, _verbose];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Networks;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments) =>
        ObjectInspector.Run(context, arguments, _format.Value, name => (context.Engine.Networks.Inspect(name, _verbose.Value).RootElement, "network"));
}
