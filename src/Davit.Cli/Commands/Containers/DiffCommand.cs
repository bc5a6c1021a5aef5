using Davit.Cli.CommandLine;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

internal sealed class DiffCommand : Command
{
    public override string Summary => "Inspect changes to files or directories on a container's filesystem";

    public override string Usage => "CONTAINER";

    public override string Details => "A line begins with A for what was added, C for changed, D for deleted.";

    public override ArgumentRule Arguments => ArgumentRule.Exactly(1);

    public override Completion Completes => Completion.Containers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        if (arguments[0].Length == 0)
        {
            throw new CommandException("Container name cannot be empty");
        }

        using var changes = context.Engine.Containers.Changes(arguments[0]);
        foreach (var change in changes.RootElement.IsArray ? changes.RootElement.EnumerateArray() : default)
        {
            context.Out.WriteLine($"{change.Number("Kind") switch { 0 => 'C', 1 => 'A', _ => 'D' }} {change.Text("Path")}");
        }

        return ExitCodes.Success;
    }
}
