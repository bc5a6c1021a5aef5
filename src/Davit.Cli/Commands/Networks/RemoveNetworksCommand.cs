using Davit.Cli.CommandLine;
using Davit.Client;

namespace Davit.Cli.Commands.Networks;

internal sealed class RemoveNetworksCommand : Command
{
    private readonly BoolFlag _force = new("force", 'f', "Do not error if the network does not exist");

    public override string Summary => "Remove one or more networks";

    public override string Usage => "NETWORK [NETWORK...]";

    public override IEnumerable<Flag> Flags => [_force];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Networks;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments) => EachArgument.Run(context, arguments, name =>
    {
        try
        {
            context.Engine.Networks.Remove(name);
            return name;
        }
        catch (EngineApiException error) when (_force.Value && error.IsNotFound)
        {
            return null;
        }
    });
}
