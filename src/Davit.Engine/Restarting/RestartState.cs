using System.Diagnostics.CodeAnalysis;

namespace Davit.Engine.Restarting;

/// <summary>Back-off of one container's restarts; used with the container's turn.</summary>
[SuppressMessage("Design", "CA1001", Justification = "a source without timer or wait handle holds nothing")]
internal sealed class RestartState
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>A run of this length counts as a success.</summary>
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(10);

    private TimeSpan delay;
    private CancellationTokenSource? pending;

    /// <summary>How long to wait before the next start: 100 ms, doubled with every run that ended early.</summary>
    public TimeSpan NextDelay(TimeSpan ran)
    {
        delay = ran >= Healthy || delay == TimeSpan.Zero ? First : delay * 2;
        delay = delay > Longest ? Longest : delay;
        return delay;
    }

    public void Reset() => delay = TimeSpan.Zero;

    /// <summary>A token for the restart that waits; <see cref="Cancel"/> calls it off.</summary>
    public CancellationToken Begin()
    {
        pending = new CancellationTokenSource();
        return pending.Token;
    }

    /// <summary>Calls a waiting restart off.</summary>
    public void Cancel()
    {
        pending?.Cancel();
        pending = null;
    }
}
