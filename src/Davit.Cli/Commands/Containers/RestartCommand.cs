using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers;

internal sealed class RestartCommand : Command
{
    private readonly StringFlag _signal = new("signal", 's', "Signal to send to the container");
    private readonly IntFlag _timeout = new("timeout", 't', "Seconds to wait before killing the container");
    private readonly IntFlag _time = new("time", '\0', "Seconds to wait before killing the container") { Hidden = true, Deprecated = "use --timeout instead" };

    public override string Summary => "Restart one or more containers";

    public override string Usage => "[OPTIONS] CONTAINER [CONTAINER...]";

    public override IEnumerable<Flag> Flags => [_signal, _timeout, _time];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Containers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var timeout = StopTimeout.Read(_timeout, _time);
        return EachArgument.Run(context, arguments, name =>
        {
            context.Engine.Containers.Restart(name, timeout, _signal.Value);
            return name;
        });
    }
}
