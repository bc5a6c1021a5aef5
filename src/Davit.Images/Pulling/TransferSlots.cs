namespace Davit.Images.Pulling;

/// <summary>How many transfers run at once, over all requests. Thread-safe.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "it lives as long as the engine and never makes a wait handle")]
internal sealed class TransferSlots(int count)
{
    private readonly SemaphoreSlim free = new(count, count);

    /// <summary>Waits for its turn; disposing the result, once or more often, gives the slot back.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation).ConfigureAwait(false);
        return new Slot(free);
    }

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        private SemaphoreSlim? free = free;

        public void Dispose() => Interlocked.Exchange(ref free, null)?.Release();
    }
}
