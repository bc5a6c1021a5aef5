namespace Davit.Runtime.CommandLine;

/// <summary>A command cannot do what it was asked to; the message is for the log and the user.</summary>
internal sealed class CommandException(string message, Exception? cause = null) : Exception(message, cause);
