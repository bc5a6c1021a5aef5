namespace Davit.Registry.Http;

/// <summary>Cancels what makes no progress. Not thread-safe, but for <see cref="Alive"/> and <see cref="Wait"/>.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly TimeSpan patience;
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource linked;

    public Watchdog(TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        this.patience = patience;
        timer = new CancellationTokenSource(patience, time);
        linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
    }

    public CancellationToken Token => linked.Token;

    /// <summary>Whether it was this that cancelled, and not the caller.</summary>
    public bool HasBarked => timer.IsCancellationRequested;

    /// <summary>Something happened: the time starts anew.</summary>
    public void Alive() => timer.CancelAfter(patience);

    /// <summary>What comes next may take this long.</summary>
    public void Wait(TimeSpan exception) => timer.CancelAfter(exception);

    public void Dispose()
    {
        linked.Dispose();
        timer.Dispose();
    }
}
