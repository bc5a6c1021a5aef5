namespace Davit.Engine.Containers;

/// <summary>Which streams to attach; nothing selected is an error of the client and attaches nothing.</summary>
public sealed record AttachRequest
{
    public bool Stdin { get; init; }

    public bool Stdout { get; init; }

    public bool Stderr { get; init; }

    /// <summary>Replay the log first.</summary>
    public bool Logs { get; init; }

    /// <summary>Follow what comes; without it only the log is sent.</summary>
    public bool Stream { get; init; }

    /// <summary>Null: the daemon's default, <c>ctrl-p,ctrl-q</c>.</summary>
    public string? DetachKeys { get; init; }
}
