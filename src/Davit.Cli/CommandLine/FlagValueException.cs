namespace Davit.Cli.CommandLine;

/// <summary>The value of a flag cannot be used; the message is the reason alone.</summary>
internal sealed class FlagValueException(string message) : Exception(message);
