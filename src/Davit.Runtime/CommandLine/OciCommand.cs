using Davit.Linux;
using Davit.Runtime.Cgroups;
using Davit.Runtime.State;

namespace Davit.Runtime.CommandLine;

/// <summary><c>davit oci</c>: runc's command line.</summary>
public static class OciCommand
{
    private const int Failure = 1;

    /// <summary>Runs one command; returns the exit code.</summary>
    public static int Run(ReadOnlySpan<string> args)
    {
        OciLog? log = null;
        try
        {
            var options = OptionSet.Parse(
                args.ToArray(),
                ["debug", "systemd-cgroup", "help|h", "version|v"],
                ["root", "log", "log-format", "criu", "rootless"]);
            if (options.Has("version"))
            {
                OciContext.Print(HelpText.Version);
                return 0;
            }

            log = new OciLog(
                options.Get("log"), options.Get("log-format") == "json", options.Has("debug"), TimeProvider.System);
            if (options.Rest.Count == 0 || options.Has("help") || options.Rest[0] is "help" or "h")
            {
                OciContext.Print(HelpText.Commands);
                return options.Rest.Count == 0 && !options.Has("help") ? Failure : 0;
            }

            return Dispatch(CreateContext(options, log), options.Rest[0], [.. options.Rest.Skip(1)]);
        }
        catch (Exception failure) when (failure
            is CommandException or LaunchException or LinuxException or CgroupException or IOException or UnauthorizedAccessException)
        {
            log?.Error(failure.Message);
            OciContext.PrintError("davit oci: " + failure.Message);
            return Failure;
        }
    }

    private static OciContext CreateContext(OptionSet options, OciLog log)
    {
        var root = Path.GetFullPath(options.Get("root") ?? "/run/davit/oci");
        return new OciContext(new ContainerStore(root), log, TimeProvider.System)
        {
            SeccompCache = Path.Combine(root, ".seccomp"),
        };
    }

    private static int Dispatch(OciContext context, string command, IReadOnlyList<string> args) =>
        args is ["--help" or "-h" or "-help", ..] ? HelpText.Print(command) : command switch
        {
            "create" => CreateCommand.Run(context, args),
            "run" => RunCommand.Run(context, args),
            "start" => StartCommand.Run(context, args),
            "state" => StateCommand.Run(context, args),
            "kill" => KillCommand.Run(context, args),
            "delete" => DeleteCommand.Run(context, args),
            "list" => ListCommand.Run(context, args),
            "exec" => ExecCommand.Run(context, args),
            "ps" => PsCommand.Run(context, args),
            "pause" => PauseCommand.Run(context, args, pause: true),
            "resume" => PauseCommand.Run(context, args, pause: false),
            "update" => UpdateCommand.Run(context, args),
            "events" => EventsCommand.Run(context, args),
            "spec" => SpecCommand.Run(args),
            "features" => FeaturesCommand.Run(),
            "plan" => PlanCommand.Run(args),
            "checkpoint" or "restore" => throw new CommandException($"{command} is not supported"),
            _ => throw new CommandException($"unknown command {command}; 'davit oci --help' lists all"),
        };
}
