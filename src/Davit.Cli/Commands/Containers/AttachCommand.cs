using Davit.Cli.CommandLine;
using Davit.Cli.Terminal;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

internal sealed class AttachCommand : Command
{
    private readonly StringFlag _detachKeys = new("detach-keys", '\0', "Override the key sequence for detaching a container");
    private readonly BoolFlag _noStdin = new("no-stdin", '\0', "Do not attach STDIN");
    private readonly BoolFlag _signalProxy = new("sig-proxy", '\0', "Proxy all received signals to the process", initial: true);

    public override string Summary => "Attach local standard input, output, and error streams to a running container";

    public override string Usage => "[OPTIONS] CONTAINER";

    public override string Details => "Ctrl-P Ctrl-Q leaves a container with a terminal and lets it run on.";

    public override IEnumerable<Flag> Flags => [_detachKeys, _noStdin, _signalProxy];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(1);

    public override Completion Completes => Completion.RunningContainers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var containers = context.Engine.Containers;
        using var inspect = containers.Inspect(arguments[0]);
        var (id, state, config) = (inspect.RootElement.Text("Id"), inspect.RootElement.Member("State"), inspect.RootElement.Member("Config"));
        Check(context, state, config);
        var tty = config.Flag("Tty");
        var stdin = !_noStdin.Value && config.Flag("OpenStdin");
        var keys = _detachKeys.Value.Length > 0 ? _detachKeys.Value : context.Config.DetachKeys ?? string.Empty;
        var codes = DetachKeys.Parse(keys);
        using var proxy = _signalProxy.Value && !tty ? new SignalProxy(context.Engine, id) : null;
        using var wait = new ContainerWait(context, id, string.Empty);
        using var stream = containers.Attach(id, stdin, stdout: true, stderr: true, logs: false, keys);
        if (tty && context.Terminal.OutputIsTerminal)
        {
            Redraw(context, id);
        }

        using var resize = tty && context.Terminal.OutputIsTerminal ? new ResizeMonitor(context, (rows, columns) => containers.Resize(id, rows, columns)) : null;
        var left = new StreamSession(context, stream) { Tty = tty, Stdin = stdin, Keys = codes }.Run();
        return left ? throw new CommandException("read escape sequence") : wait.Result();
    }

    private void Check(CommandContext context, System.Text.Json.JsonElement state, System.Text.Json.JsonElement config)
    {
        if (!state.Flag("Running"))
        {
            throw new CommandException("cannot attach to a stopped container, start it first");
        }

        if (state.Flag("Paused"))
        {
            throw new CommandException("cannot attach to a paused container, unpause it first");
        }

        if (state.Flag("Restarting"))
        {
            throw new CommandException("cannot attach to a restarting container, wait until it is running");
        }

        if (!_noStdin.Value && config.Flag("OpenStdin") && config.Flag("Tty") && !context.Terminal.InputIsTerminal)
        {
            throw new CommandException("the input device is not a TTY");
        }
    }

    /// <summary>Two changes of size make a shell print its prompt again, which the new reader has not seen.</summary>
    private static void Redraw(CommandContext context, string id)
    {
        var (rows, columns) = context.Terminal.Size();
        try
        {
            context.Engine.Containers.Resize(id, rows + 1, columns + 1);
        }
        catch (EngineApiException)
        {
            // a matter of looks only
        }
    }
}
