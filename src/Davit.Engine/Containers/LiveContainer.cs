using System.Diagnostics.CodeAnalysis;
using Davit.Engine.Attaching;
using Davit.Engine.Health;
using Davit.Engine.Restarting;
using Davit.Shim;

namespace Davit.Engine.Containers;

/// <summary>
/// The changing side of a container: its current record, its task, who waits for it. A change is made by whoever holds the turn
/// (<see cref="TakeTurnAsync"/>), one at a time; the record can be read at any moment. Waits for an exit are made without the
/// turn, because the exit needs it.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "a semaphore without a wait handle holds nothing; waiters may outlive the container")]
internal sealed class LiveContainer(ContainerRecord record)
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile ContainerRecord current = record;
    private volatile ShimClient? task;

    public string Id { get; } = record.Id;

    public ContainerRecord Record => current;

    /// <summary>The shim of a running container.</summary>
    public ShimClient? Task
    {
        get => task;
        set => task = value;
    }

    public WaitBoard Waiters { get; } = new();

    public AttachBoard Attachments { get; } = new();

    public RestartState Restart { get; } = new();

    /// <summary>The running health check; changed with the turn only.</summary>
    public HealthMonitor? Health { get; set; }

    /// <summary>Somebody is removing the container; set with the turn.</summary>
    public bool IsRemoving { get; set; }

    /// <summary>
    /// Completes when the shim of the last run has taken its directory away: the next one uses the same. Changed with the turn only.
    /// </summary>
    public Task Released { get; set; } = System.Threading.Tasks.Task.CompletedTask;

    /// <summary>A restart by hand is under way: the exit in the middle does not remove a <c>--rm</c> container.</summary>
    public bool KeepOnExit { get; set; }

    /// <summary>Waits for the turn to change the container; dispose it to pass it on.</summary>
    public async Task<Turn> TakeTurnAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        return new Turn(turn);
    }

    /// <summary>Replaces the record; with the turn only.</summary>
    public ContainerRecord Set(ContainerRecord next)
    {
        ContainerTransitions.Check(current.State.Status, next.State.Status);
        current = next;
        return next;
    }

    /// <summary>Replaces health alone; it does not take part in the writer's decisions, so it needs no turn.</summary>
    public void SetHealth(HealthState health)
    {
        while (true)
        {
            var seen = current;
            if (!seen.State.IsRunning || Interlocked.CompareExchange(ref current, seen with { State = seen.State with { Health = health } }, seen) == seen)
            {
                return;
            }
        }
    }
}
