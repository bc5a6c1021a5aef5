using Davit.Api.Networks;
using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Networks;

internal sealed class DisconnectNetworkCommand : Command
{
    private readonly BoolFlag _force = new("force", 'f', "Force the container to disconnect from a network");

    public override string Summary => "Disconnect a container from a network";

    public override string Usage => "[OPTIONS] NETWORK CONTAINER";

    public override IEnumerable<Flag> Flags => [_force];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(2);

    public override Completion Completes => Completion.Networks;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        context.Engine.Networks.Disconnect(arguments[0], new NetworkDisconnectRequest { Container = arguments[1], Force = _force.Value });
        return ExitCodes.Success;
    }
}
