using Davit.Engine.Containers;

namespace Davit.Engine.Exec;

/// <summary>The changing side of an exec. Thread-safe.</summary>
internal sealed class LiveExec(LiveContainer container, ExecState state, DateTimeOffset createdAt)
{
    private readonly Lock gate = new();
    private ExecState current = state;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool begun;

    public LiveContainer Container { get; } = container;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public ExecState State => Volatile.Read(ref current);

    /// <summary>Null: it has not ended.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Completes when the exit code is recorded.</summary>
    public Task Ended => ended.Task;

    /// <summary>Takes the one start there is.</summary>
    public bool TryBegin(out string reason)
    {
        lock (gate)
        {
            reason = current.ExitCode is not null ? "has already run" : "is already running";
            return !begun && (begun = true);
        }
    }

    public void SetRunning(int pid)
    {
        lock (gate)
        {
            current = current with { Running = true, Pid = pid };
        }
    }

    public void SetEnded(int exitCode, DateTimeOffset now)
    {
        lock (gate)
        {
            current = current with { Running = false, ExitCode = exitCode, CanRemove = true };
            EndedAt = now;
        }

        ended.TrySetResult();
    }
}
