using Davit.Cli.CommandLine;
using Davit.Cli.Terminal;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

internal sealed class StartCommand : Command
{
    private readonly BoolFlag _attach = new("attach", 'a', "Attach STDOUT/STDERR and forward signals");
    private readonly StringFlag _checkpoint = new("checkpoint", '\0', "Restore from this checkpoint");
    private readonly StringFlag _checkpointDirectory = new("checkpoint-dir", '\0', "Use a custom checkpoint storage directory");
    private readonly StringFlag _detachKeys = new("detach-keys", '\0', "Override the key sequence for detaching a container");
    private readonly BoolFlag _interactive = new("interactive", 'i', "Attach container's STDIN");

    public override string Summary => "Start one or more stopped containers";

    public override string Usage => "[OPTIONS] CONTAINER [CONTAINER...]";

    public override IEnumerable<Flag> Flags => [_attach, _checkpoint, _checkpointDirectory, _detachKeys, _interactive];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.StoppedContainers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        if (_checkpoint.Changed || _checkpointDirectory.Changed)
        {
            throw new CommandException("checkpoints come with a later version of davit");
        }

        if (!_attach.Value && !_interactive.Value)
        {
            return StartAll(context, arguments);
        }

        return arguments.Count == 1 ? StartAttached(context, arguments[0]) : throw new CommandException("you cannot start and attach multiple containers at once");
    }

    private static int StartAll(CommandContext context, IReadOnlyList<string> names)
    {
        var failed = new List<string>();
        EachArgument.Run(context, names, name =>
        {
            try
            {
                context.Engine.Containers.Start(name);
                return name;
            }
            catch (EngineApiException)
            {
                failed.Add(name);
                throw;
            }
        });
        return failed.Count == 0 ? ExitCodes.Success : throw new CommandException($"Error: failed to start containers: {string.Join(", ", failed)}");
    }

    private int StartAttached(CommandContext context, string name)
    {
        using var inspect = context.Engine.Containers.Inspect(name);
        var (id, config) = (inspect.RootElement.Text("Id"), inspect.RootElement.Member("Config"));
        var tty = config.Flag("Tty");
        var stdin = _interactive.Value && config.Flag("OpenStdin");
        if (stdin && tty && !context.Terminal.InputIsTerminal)
        {
            throw new CommandException("the input device is not a TTY");
        }

        var containers = context.Engine.Containers;
        var keys = _detachKeys.Value.Length > 0 ? _detachKeys.Value : context.Config.DetachKeys ?? string.Empty;
        var codes = DetachKeys.Parse(keys);
        using var proxy = tty ? null : new SignalProxy(context.Engine, id);
        using var stream = containers.Attach(id, stdin, stdout: true, stderr: true, logs: false, keys);
        using var wait = new ContainerWait(context, id, inspect.RootElement.Member("HostConfig").Flag("AutoRemove") ? "removed" : "next-exit");
        containers.Start(id, keys);
        using var resize = tty && context.Terminal.OutputIsTerminal ? new ResizeMonitor(context, (rows, columns) => containers.Resize(id, rows, columns)) : null;
        var left = new StreamSession(context, stream) { Tty = tty, Stdin = stdin, Keys = codes }.Run();
        return left ? ExitCodes.Success : wait.Result();
    }
}
