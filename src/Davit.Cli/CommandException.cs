namespace Davit.Cli;

/// <summary>A command failed; the message is shown as it is. An empty message: everything was said already.</summary>
internal sealed class CommandException(string message, int exitCode = ExitCodes.Failure) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
