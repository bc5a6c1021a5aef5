using Davit.Api.Containers;
using Davit.Cli.CommandLine;
using Davit.Cli.Commands.Containers.Options;
using Davit.Cli.Terminal;
using Davit.Client.Containers;
using Davit.Client.Transport;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

internal sealed class RunCommand : Command
{
    private readonly ContainerFlags _flags = new();
    private readonly BoolFlag _detach = new("detach", 'd', "Run container in background and print container ID");
    private readonly StringFlag _detachKeys = new("detach-keys", '\0', "Override the key sequence for detaching a container");
    private readonly BoolFlag _signalProxy = new("sig-proxy", '\0', "Proxy received signals to the process", initial: true);
    private readonly StringFlag _pull = new("pull", '\0', "Pull image before running (\"always\", \"missing\", \"never\")", "missing") { Candidates = ["always", "missing", "never"] };

    public override string Summary => "Create and run a new container from an image";

    public override string Usage => "[OPTIONS] IMAGE [COMMAND] [ARG...]";

    public override string Details => """
        The exit status is the command's own, or
          125  the container could not be created or started
          126  its command cannot be invoked
          127  its command does not exist
          128+N  it was ended by signal N
        """;

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("run -it --rm debian bash", "A shell in a container that is gone when the shell ends"),
        ("run -d --name web -p 8080:80 nginx", "A server in the background, reachable on port 8080 of this machine"),
        ("run --rm -v $PWD:/src:ro -w /src -m 256m --cpus 1 debian ls", "This directory, read-only, with limits on memory and processors"),
    ];

    public override IEnumerable<Flag> Flags => [.. _flags.All, _detach, _detachKeys, _signalProxy, _pull];

    public override bool Interspersed => false;

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Images;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        CheckTerminal(context);
        var started = false;
        try
        {
            ContainerCreation.CheckPull(_pull.Value);
            var request = new ContainerRequestBuilder(context, _flags).Build(arguments[0], [.. arguments.Skip(1)]);
            if (_detach.Value)
            {
                request.AttachStdin = request.AttachStdout = request.AttachStderr = request.StdinOnce = false;
            }

            var id = new ContainerCreation(context, _flags, _pull.Value).Create(request);
            return _detach.Value ? StartDetached(context, id) : RunAttached(context, id, request, out started);
        }
        catch (Exception error) when (!started && error is EngineApiException or CommandException { Message.Length: > 0 } or EngineUnreachableException)
        {
            throw RunFailure.Word(context, error, CalledAs);
        }
    }

    private void CheckTerminal(CommandContext context)
    {
        if (_detach.Value && _flags.Attach.Values.Count > 0)
        {
            throw new CommandException("conflicting options: cannot specify both --attach and --detach", ExitCodes.Failure);
        }

        var stdin = _flags.Interactive.Value || _flags.Attach.Values.Contains("stdin");
        if (!_detach.Value && _flags.Tty.Value && stdin && !context.Terminal.InputIsTerminal)
        {
            throw new CommandException("the input device is not a TTY", ExitCodes.Failure);
        }
    }

    private static int StartDetached(CommandContext context, string id)
    {
        context.Engine.Containers.Start(id);
        context.Out.WriteLine(id);
        return ExitCodes.Success;
    }

    private int RunAttached(CommandContext context, string id, ContainerCreateRequest request, out bool started)
    {
        started = false;
        var keys = _detachKeys.Value.Length > 0 ? _detachKeys.Value : context.Config.DetachKeys ?? string.Empty;
        var tty = request.Tty;
        var codes = tty ? DetachKeys.Parse(keys) : [];
        var containers = context.Engine.Containers;
        using var proxy = _signalProxy.Value && !tty ? new SignalProxy(context.Engine, id) : null;
        var attached = request.AttachStdin || request.AttachStdout || request.AttachStderr;
        using var stream = attached ? containers.Attach(id, request.AttachStdin, request.AttachStdout, request.AttachStderr, logs: false, keys) : null;
        using var wait = new ContainerWait(context, id, _flags.Remove.Value ? "removed" : "next-exit");
        StartOrGiveUp(containers, id, keys);
        started = true;
        using var resize = tty && context.Terminal.OutputIsTerminal ? new ResizeMonitor(context, (rows, columns) => containers.Resize(id, rows, columns)) : null;
        if (stream is not null && new StreamSession(context, stream) { Tty = tty, Stdin = request.AttachStdin, Keys = codes }.Run())
        {
            return ExitCodes.Success; // left with the detach keys: it goes on without us
        }

        return wait.Result();
    }

    private void StartOrGiveUp(ContainerClient containers, string id, string keys)
    {
        try
        {
            containers.Start(id, keys);
        }
        catch (EngineApiException) when (_flags.Remove.Value)
        {
            RemoveSilently(containers, id);
            throw;
        }
    }

    /// <summary>A container that never started is not removed by its end; newer daemons do it themselves, then this finds nothing.</summary>
    private static void RemoveSilently(ContainerClient containers, string id)
    {
        try
        {
            containers.Remove(id, volumes: true, link: false, force: true);
        }
        catch (EngineApiException)
        {
            // the failure to start is what the user must see
        }
    }
}
