using Davit.Client;

namespace Davit.Cli.Commands.Containers;

/// <summary>Failures of run and create: the program's name in front, the way to help behind, docker's exit status.</summary>
internal static class RunFailure
{
    public static CommandException Word(CommandContext context, Exception error, string calledAs, int? status = null)
    {
        var reason = ErrorText.Describe(context, error);
        var help = $"Run '{context.ProgramName} {calledAs} --help' for more information";
        return new CommandException($"{context.ProgramName}: {reason}\n\n{help}", status ?? (error is EngineApiException ? Status(error.Message) : ExitCodes.Usage));
    }

    /// <summary>126 for what cannot be invoked, 127 for what does not exist, 125 for anything else.</summary>
    private static int Status(string message)
    {
        if (message.Contains("executable file not found", StringComparison.Ordinal) || message.Contains("no such file or directory", StringComparison.Ordinal)
            || message.Contains("system cannot find the file specified", StringComparison.Ordinal) || message.Contains("command not found", StringComparison.Ordinal)
            || message.Contains("not found in the image", StringComparison.Ordinal))
        {
            return ExitCodes.NotFound;
        }

        return message.Contains("permission denied", StringComparison.Ordinal) || message.Contains("is a directory", StringComparison.Ordinal)
            || message.Contains("exec format error", StringComparison.Ordinal)
            ? ExitCodes.CannotInvoke : ExitCodes.Usage;
    }
}
