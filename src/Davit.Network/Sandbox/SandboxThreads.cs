using System.Collections.Concurrent;

namespace Davit.Network.Sandbox;

/// <summary>
/// A few threads that do nothing but make and remove sandboxes: they change their own network namespace and wait for the kernel's
/// routing lock, neither of which a thread of the pool may do. Started on first use.
/// </summary>
internal sealed class SandboxThreads : IDisposable
{
    private readonly BlockingCollection<Action<Func<SandboxBuilder>>> _work = [];
    private readonly int _limit = Math.Clamp(Environment.ProcessorCount, 2, 4);
    private int _threads;
    private int _pending;

    /// <summary>Runs the work on one of the threads; its failure is the task's.</summary>
    public Task RunAsync(Action<SandboxBuilder> work)
    {
        var completion = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pending = Interlocked.Increment(ref _pending);
        _work.Add(builder =>
        {
            try
            {
                work(builder());
                completion.SetResult();
            }
            catch (Exception e)
            {
                completion.SetException(e);
            }
            finally
            {
                Interlocked.Decrement(ref _pending);
            }
        });
        if (pending > Volatile.Read(ref _threads))
        {
            StartThread();
        }

        return completion.Task;
    }

    public void Dispose() => _work.CompleteAdding();

    private void StartThread()
    {
        if (Interlocked.Increment(ref _threads) > _limit)
        {
            Interlocked.Decrement(ref _threads);
            return;
        }

        new Thread(Serve, 256 * 1024) { IsBackground = true, Name = "sandbox" }.Start();
    }

    private void Serve()
    {
        SandboxBuilder? builder = null;
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work(() => builder ??= new SandboxBuilder());
            if (builder is { IsLost: true })
            {
                // The kernel ends a thread's stay in a namespace with the thread.
                break;
            }
        }

        builder?.Dispose();
        Interlocked.Decrement(ref _threads);
        if (_work.Count > 0)
        {
            StartThread();
        }
    }
}
