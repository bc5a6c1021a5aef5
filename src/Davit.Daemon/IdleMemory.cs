namespace Davit.Daemon;

/// <summary>
/// Gives memory back once the daemon has had nothing to do for a while: after a burst of requests the heap is as large as the burst needed it,
/// and without allocations no collection would come. Disposing stops it.
/// </summary>
internal sealed class IdleMemory : IDisposable
{
    private const long Busy = 256 << 10;
    private const long WorthCollecting = 2 << 20;
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(4);

    private readonly ITimer _timer;
    private long _atLastLook;
    private long _atLastCollection;

    public IdleMemory(TimeProvider time) => _timer = time.CreateTimer(_ => Look(), null, s_interval, s_interval);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var allocated = GC.GetTotalAllocatedBytes();
        var idle = allocated - _atLastLook < Busy;
        _atLastLook = allocated;
        if (idle && allocated - _atLastCollection > WorthCollecting)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _atLastCollection = GC.GetTotalAllocatedBytes();
        }
    }
}
