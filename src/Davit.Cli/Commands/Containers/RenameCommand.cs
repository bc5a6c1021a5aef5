using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers;

internal sealed class RenameCommand : Command
{
    public override string Summary => "Rename a container";

    public override string Usage => "CONTAINER NEW_NAME";

    public override ArgumentRule Arguments => ArgumentRule.Exactly(2);

    public override Completion Completes => Completion.Containers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var (before, after) = (arguments[0].Trim(), arguments[1].Trim());
        if (before.Length == 0 || after.Length == 0)
        {
            throw new CommandException("Error: Neither old nor new names may be empty");
        }

        context.Engine.Containers.Rename(before, after);
        return ExitCodes.Success;
    }
}
