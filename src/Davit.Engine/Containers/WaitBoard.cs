namespace Davit.Engine.Containers;

/// <summary>Who waits for a container's exit or removal. Thread-safe.</summary>
internal sealed class WaitBoard
{
    private readonly Lock gate = new();
    private TaskCompletionSource<WaitResult> exit = New();
    private readonly TaskCompletionSource<WaitResult> removal = New();

    /// <summary>The next exit after this call.</summary>
    public Task<WaitResult> NextExit
    {
        get
        {
            lock (gate)
            {
                return exit.Task;
            }
        }
    }

    public Task<WaitResult> Removal => removal.Task;

    public void NotifyExit(WaitResult result)
    {
        TaskCompletionSource<WaitResult> ended;
        lock (gate)
        {
            ended = exit;
            exit = New();
        }

        ended.TrySetResult(result);
    }

    public void NotifyRemoved(WaitResult result)
    {
        removal.TrySetResult(result);
        NotifyExit(result);
    }

    private static TaskCompletionSource<WaitResult> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
