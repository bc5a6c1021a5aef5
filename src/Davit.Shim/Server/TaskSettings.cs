namespace Davit.Shim.Server;

/// <summary>What the shim keeps of its configuration while the container runs.</summary>
internal sealed record TaskSettings
{
    public required bool Terminal { get; init; }
    public required bool OpenStdin { get; init; }
    public required bool StdinOnce { get; init; }
    /// <summary>Gets the pid of the container's init: from then on a killed shim means a killed container.</summary>
    public required string PidFile { get; init; }

    public required string ExitFile { get; init; }
    public required bool DurableExit { get; init; }

    public required int StopSignal { get; init; }

    /// <summary>Null: no limit.</summary>
    public required TimeSpan? StopTimeout { get; init; }

    /// <summary>Owner of the container's pipes, as the host sees it.</summary>
    public required uint Uid { get; init; }

    public required uint Gid { get; init; }
}
