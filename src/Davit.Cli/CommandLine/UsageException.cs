namespace Davit.Cli.CommandLine;

/// <summary>The command line itself is wrong; the message is shown as it is, followed by the command's usage line.</summary>
internal sealed class UsageException(string message, int exitCode) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
