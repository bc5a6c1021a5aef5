namespace Davit.Shim;

/// <summary>A shim's own account of its container at one moment.</summary>
public sealed record ShimState
{
    public required ShimStatus Status { get; init; }

    /// <summary>The shim's own pid.</summary>
    public required int ShimPid { get; init; }

    /// <summary>Pid of the container's init; 0 before the start.</summary>
    public int Pid { get; init; }

    public DateTimeOffset? StartedAt { get; init; }
}
