using Davit.Daemon.Options;
using Davit.Engine;

namespace Davit.Daemon;

/// <summary>What the daemon is given by the program that wires it; it makes no system call itself.</summary>
public sealed record DaemonParts
{
    /// <summary>Product version, e.g. <c>0.1.0</c>.</summary>
    public required string Version { get; init; }

    public string GitCommit { get; init; } = "";

    public string BuildTime { get; init; } = "";

    /// <summary>Makes the engine, not yet started. Called once, after the options were checked.</summary>
    public required Func<DaemonOptions, EngineLog, CancellationToken, Task<ContainerEngine>> ComposeEngine { get; init; }

    /// <summary>chown(2) of a socket to root and this group, and then chmod(2) 0660.</summary>
    public required Action<string, int> GiveSocketToGroup { get; init; }
}
