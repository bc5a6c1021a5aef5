using System.Globalization;
using Davit.Cli.CommandLine;
using Davit.Client.Containers;

namespace Davit.Cli.Commands.Containers;

internal sealed class WaitCommand : Command
{
    public override string Summary => "Block until one or more containers stop, then print their exit codes";

    public override string Usage => "CONTAINER [CONTAINER...]";

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Containers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments) => EachArgument.Run(context, arguments, name =>
    {
        using var response = context.Engine.Containers.BeginWait(name, string.Empty);
        var (code, error, _) = ContainerClient.ReadWait(response);
        return error is null ? code.ToString(CultureInfo.InvariantCulture) : throw new CommandException(error);
    });
}
