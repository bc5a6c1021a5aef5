namespace Davit.Engine.Exec;

/// <summary>An exec as <c>inspect</c> shows it; immutable.</summary>
public sealed record ExecState
{
    public required string Id { get; init; }

    public required string ContainerId { get; init; }

    public required ExecConfig Config { get; init; }

    public bool Running { get; init; }

    /// <summary>Null until it ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Host pid; 0 before the start.</summary>
    public int Pid { get; init; }

    /// <summary>The exec is still in its container's list.</summary>
    public bool CanRemove { get; init; }
}
