using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers;

internal sealed class UnpauseCommand : Command
{
    public override string Summary => "Unpause all processes within one or more containers";

    public override string Usage => "CONTAINER [CONTAINER...]";

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.RunningContainers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments) => EachArgument.RunParallel(context, arguments, name =>
    {
        context.Engine.Containers.Unpause(name);
        return name;
    });
}
