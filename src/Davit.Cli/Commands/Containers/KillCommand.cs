using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers;

internal sealed class KillCommand : Command
{
    private readonly StringFlag _signal = new("signal", 's', "Signal to send to the container") { Candidates = ["HUP", "INT", "KILL", "QUIT", "TERM", "USR1", "USR2"] };

    public override string Summary => "Kill one or more running containers";

    public override string Usage => "[OPTIONS] CONTAINER [CONTAINER...]";

    public override IEnumerable<Flag> Flags => [_signal];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.RunningContainers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments) => EachArgument.RunParallel(context, arguments, name =>
    {
        context.Engine.Containers.Kill(name, _signal.Value);
        return name;
    });
}
