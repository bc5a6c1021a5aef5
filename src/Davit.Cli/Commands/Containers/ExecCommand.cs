using System.Text.Json;
using Davit.Api.Exec;
using Davit.Cli.CommandLine;
using Davit.Cli.Commands.Containers.Options;
using Davit.Cli.Terminal;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

internal sealed class ExecCommand : Command
{
    private readonly BoolFlag _detach = new("detach", 'd', "Detached mode: run command in the background");
    private readonly StringFlag _detachKeys = new("detach-keys", '\0', "Override the key sequence for detaching a container");
    private readonly ListFlag _env = new("env", 'e', "Set environment variables") { Validate = FlagChecks.Variable };
    private readonly ListFlag _envFile = new("env-file", '\0', "Read in a file of environment variables") { Completion = Completion.Files };
    private readonly BoolFlag _interactive = new("interactive", 'i', "Keep STDIN open even if not attached");
    private readonly BoolFlag _privileged = new("privileged", '\0', "Give extended privileges to the command");
    private readonly BoolFlag _tty = new("tty", 't', "Allocate a pseudo-TTY");
    private readonly StringFlag _user = new("user", 'u', "Username or UID (format: \"<name|uid>[:<group|gid>]\")");
    private readonly StringFlag _workingDirectory = new("workdir", 'w', "Working directory inside the container");

    public override string Summary => "Execute a command in a running container";

    public override string Usage => "[OPTIONS] CONTAINER COMMAND [ARG...]";

    public override IEnumerable<Flag> Flags => [_detach, _detachKeys, _env, _envFile, _interactive, _privileged, _tty, _user, _workingDirectory];

    public override bool Interspersed => false;

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(2);

    public override Completion Completes => Completion.RunningContainers;

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("exec -it web bash", "A shell beside what runs in the container"),
        ("exec -u root -e DEBUG=1 web id", "One command as another user, with a variable more"),
    ];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        if (!_detach.Value && _interactive.Value && _tty.Value && !context.Terminal.InputIsTerminal)
        {
            throw new CommandException("the input device is not a TTY");
        }

        var keys = _detachKeys.Value.Length > 0 ? _detachKeys.Value : context.Config.DetachKeys ?? string.Empty;
        var codes = DetachKeys.Parse(keys);
        var id = context.Engine.Exec.Create(arguments[0], Request(context, arguments, keys));
        var start = new ExecStartRequest { Detach = _detach.Value, Tty = _tty.Value, ConsoleSize = Size(context) };
        if (_detach.Value)
        {
            context.Engine.Exec.StartDetached(id, start);
            return ExitCodes.Success;
        }

        using (var stream = context.Engine.Exec.StartAttached(id, start))
        {
            using var resize = _tty.Value && context.Terminal.InputIsTerminal ? new ResizeMonitor(context, (rows, columns) => context.Engine.Exec.Resize(id, rows, columns)) : null;
            if (new StreamSession(context, stream) { Tty = _tty.Value, Stdin = _interactive.Value, Keys = codes }.Run())
            {
                throw new CommandException("read escape sequence");
            }
        }

        return Status(context, id);
    }

    private ExecCreateRequest Request(CommandContext context, IReadOnlyList<string> arguments, string keys) => new()
    {
        User = _user.Value,
        Privileged = _privileged.Value,
        Tty = _tty.Value,
        ConsoleSize = Size(context),
        AttachStdin = !_detach.Value && _interactive.Value,
        AttachStdout = !_detach.Value,
        AttachStderr = !_detach.Value,
        Detach = _detach.Value,
        DetachKeys = keys,
        Env = VariableFiles.Environment(_envFile.Values, _env.Values, Environment.GetEnvironmentVariable),
        WorkingDir = _workingDirectory.Value,
        Cmd = [.. arguments.Skip(1)],
    };

    private IReadOnlyList<int>? Size(CommandContext context)
    {
        var (rows, columns) = _tty.Value ? context.Terminal.Size() : (0, 0);
        return rows == 0 && columns == 0 ? null : [rows, columns];
    }

    private static int Status(CommandContext context, string id)
    {
        using var inspect = context.Engine.Exec.Inspect(id);
        return inspect.RootElement.Member("ExitCode") is { ValueKind: JsonValueKind.Number } code ? (int)code.GetInt64() : ExitCodes.Success;
    }
}
