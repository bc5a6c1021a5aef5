using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

internal sealed class TopCommand : Command
{
    public override string Summary => "Display the running processes of a container";

    public override string Usage => "CONTAINER [ps OPTIONS]";

    public override bool Interspersed => false;

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.RunningContainers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        using var processes = context.Engine.Containers.Top(arguments[0], [.. arguments.Skip(1)]);
        var table = new TabWriter(20, 3);
        table.WriteLine(string.Join('\t', processes.RootElement.Strings("Titles")));
        foreach (var process in processes.RootElement.Items("Processes"))
        {
            table.WriteLine(string.Join('\t', process.EnumerateArray().Select(field => field.GetString())));
        }

        context.Out.Write(table.Finish());
        return ExitCodes.Success;
    }
}
