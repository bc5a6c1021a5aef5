using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Templates;
using Davit.Client;
using Davit.Linux;

namespace Davit.Cli.Commands;

/// <summary>From arguments to exit status: finds the command, reads its flags, runs it, words what went wrong.</summary>
internal static class CommandRunner
{
    private const int BrokenPipe = 141; // what a shell shows for a program that SIGPIPE ended

    public static int Run(CommandContext context, string[] arguments)
    {
        try
        {
            var status = Dispatch(context, arguments);
            context.Out.Flush();
            return status;
        }
        catch (LinuxException error) when (error.Errno == Errno.EPIPE)
        {
            return BrokenPipe;
        }
        catch (Exception error) when (ErrorText.Describe(context, error) is { } message)
        {
            return Fail(context, error, message);
        }
    }

    private static int Fail(CommandContext context, Exception error, string message)
    {
        try
        {
            context.Out.Flush();
            if (message.Length > 0)
            {
                context.Error.WriteLine(message);
            }
        }
        catch (LinuxException broken) when (broken.Errno == Errno.EPIPE)
        {
            return BrokenPipe;
        }

        return error is CommandException { ExitCode: var status } ? status : error is UsageException { ExitCode: var usage } ? usage : ExitCodes.Failure;
    }

    private static int Dispatch(CommandContext context, string[] arguments)
    {
        var globals = new FlagSet(context.Globals.Flags);
        List<string> words;
        try
        {
            words = globals.Parse(arguments, interspersed: false);
        }
        catch (UsageException error)
        {
            throw new UsageException($"{error.Message}\n\nUsage:  {context.ProgramName} [OPTIONS] COMMAND [ARG...]\n\nRun '{context.ProgramName} --help' for more information", error.ExitCode);
        }

        if (context.Globals.LogLevel is not ("debug" or "info" or "warn" or "warning" or "error" or "fatal" or "panic" or "trace"))
        {
            throw new CommandException($"Unable to parse logging level: {context.Globals.LogLevel}");
        }

        if (globals.HelpRequested || (words.Count == 0 && !context.Globals.ShowVersion))
        {
            HelpText.WriteProgram(context);
            return ExitCodes.Success;
        }

        if (context.Globals.ShowVersion)
        {
            context.Out.WriteLine(VersionLine(context));
            return ExitCodes.Success;
        }

        return words[0] == "help" ? Help(context, words[1..]) : Execute(context, words);
    }

    /// <summary>Tools compare the number after "Docker version" with docker's releases (Aspire wants 25 or later).</summary>
    private static string VersionLine(CommandContext context) => context.IsDockerName
        ? $"Docker version {ClientVersion.DockerGeneration}, build davit-{ClientVersion.Text}"
        : $"Davit version {ClientVersion.Text}, build {ClientVersion.Commit}";

    private static int Help(CommandContext context, List<string> words)
    {
        if (words.Count == 0)
        {
            HelpText.WriteProgram(context);
            return ExitCodes.Success;
        }

        if (CommandTable.Find(words, out var used) is { } entry)
        {
            HelpText.WriteCommand(context, entry, string.Join(' ', words.Take(used)));
            return ExitCodes.Success;
        }

        if (CommandTable.Group(words[0]) is { } group && words.Count == 1)
        {
            HelpText.WriteGroup(context, group);
            return ExitCodes.Success;
        }

        throw new CommandException($"unknown help topic: {string.Join(' ', words)}");
    }

    private static int Execute(CommandContext context, List<string> words)
    {
        if (CommandTable.Find(words, out var used) is { } entry)
        {
            return RunCommand(context, entry, string.Join(' ', words.Take(used)), words[used..]);
        }

        if (CommandTable.Group(words[0]) is not { } group)
        {
            throw new CommandException($"{context.ProgramName}: unknown command: {context.ProgramName} {words[0]}\n\nRun '{context.ProgramName} --help' for more information");
        }

        var flags = new FlagSet([]);
        var rest = Parse(context, flags, words[1..], $"{context.ProgramName} {group.Name}", " COMMAND", interspersed: false);
        if (flags.HelpRequested || rest.Count == 0)
        {
            HelpText.WriteGroup(context, group);
            return ExitCodes.Success;
        }

        var path = $"{context.ProgramName} {group.Name}";
        throw new CommandException($"{context.ProgramName}: unknown command: {path} {rest[0]}\n\nUsage:  {path}\n\nRun '{path} --help' for more information");
    }

    private static int RunCommand(CommandContext context, CommandEntry entry, string calledAs, List<string> words)
    {
        var command = entry.Make();
        command.CalledAs = calledAs;
        var path = $"{context.ProgramName} {calledAs}";
        var flags = new FlagSet(command.Flags);
        var usage = HelpText.UsageLines(path, command);
        var arguments = command.TakesRawArguments ? words : Parse(context, flags, words, path, usage, command.Interspersed);
        if (flags.HelpRequested)
        {
            HelpText.WriteCommand(context, entry, calledAs);
            return ExitCodes.Success;
        }

        flags.Warnings.ForEach(context.Error.WriteLine);
        if (command.Arguments.Check(arguments.Count) is { } wrong)
        {
            throw new UsageException($"{context.ProgramName}: '{path}' {wrong.Message}\n\nUsage:  {usage}\n\n{wrong.See} '{path} --help' for more information", ExitCodes.Failure);
        }

        return command.Run(context, arguments);
    }

    private static List<string> Parse(CommandContext context, FlagSet flags, List<string> words, string path, string usage, bool interspersed)
    {
        try
        {
            return flags.Parse(words, interspersed);
        }
        catch (UsageException error)
        {
            throw new UsageException($"{error.Message}\n\nUsage:  {(usage.StartsWith(' ') ? path + usage : usage)}\n\nRun '{path} --help' for more information", error.ExitCode);
        }
    }
}
