using Davit.Cli.Configuration;

namespace Davit.Cli.Commands.Contexts;

internal sealed class ShowContextCommand : Command
{
    public override string Summary => "Print the name of the current context";

    public override string Usage => string.Empty;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        context.Out.WriteLine(EndpointResolver.CurrentContext(context));
        return ExitCodes.Success;
    }
}
