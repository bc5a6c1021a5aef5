namespace Davit.Daemon.Options;

/// <summary>A mistake of the one who started the daemon; the message is for people.</summary>
public sealed class OptionException(string message, bool usage = false) : Exception(message)
{
    /// <summary>The command line itself is wrong (exit code 125), not what it asks for (1).</summary>
    public bool Usage { get; } = usage;
}
