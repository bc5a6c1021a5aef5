namespace Davit.Shim;

/// <summary>Where a shim's container is in its life. Goes forward only, but for pausing.</summary>
public enum ShimStatus
{
    /// <summary>Waiting for the start.</summary>
    Created,

    Running,

    Paused,

    /// <summary>Ended and recorded.</summary>
    Exited,
}
