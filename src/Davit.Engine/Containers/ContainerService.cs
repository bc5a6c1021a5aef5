using Davit.Engine.Creating;
using Davit.Engine.Filtering;
using Davit.Engine.Health;
using Davit.Engine.Listing;
using Davit.Engine.Starting;
using Davit.Engine.Stopping;
using Davit.Engine.Updating;

namespace Davit.Engine.Containers;

/// <summary>
/// The life of containers. References are names, ids or unambiguous prefixes of ids. Methods may be called concurrently:
/// changes of one container queue up behind each other, reads never wait.
/// </summary>
public sealed class ContainerService
{
    private readonly EngineCore core;
    private readonly ContainerCreator creator;
    private readonly ContainerStarter starter;
    private readonly ContainerStopper stopper;
    private readonly ContainerDeleter deleter;
    private readonly ContainerUpdater updater;
    private readonly ContainerLister lister;
    private readonly HealthService health;

    internal ContainerService(EngineCore core, ContainerStarter starter, ContainerRemover remover, HealthService health)
    {
        this.core = core;
        this.starter = starter;
        this.health = health;
        creator = new ContainerCreator(core);
        stopper = new ContainerStopper(core, starter);
        deleter = new ContainerDeleter(core, stopper, remover);
        updater = new ContainerUpdater(core);
        lister = new ContainerLister(core);
    }

    /// <summary>The ids of a container's execs, for inspect; set by who has them.</summary>
    internal Func<string, IReadOnlyList<string>?> ExecIds { get; set; } = _ => null;

    public Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellation) => creator.CreateAsync(request, cancellation);

    public Task<StartOutcome> StartAsync(string reference, CancellationToken cancellation) =>
        starter.StartAsync(core.Registry.Resolve(reference), cancellation);

    public Task<StopOutcome> StopAsync(string reference, StopOptions options, CancellationToken cancellation) =>
        stopper.StopAsync(core.Registry.Resolve(reference), options, cancellation);

    public Task RestartAsync(string reference, StopOptions options, CancellationToken cancellation) =>
        stopper.RestartAsync(core.Registry.Resolve(reference), options, cancellation);

    /// <summary>Sends a signal (name or number; null: KILL).</summary>
    public Task KillAsync(string reference, string? signal, CancellationToken cancellation) =>
        stopper.KillAsync(core.Registry.Resolve(reference), reference, signal, cancellation);

    public Task PauseAsync(string reference, CancellationToken cancellation) => updater.PauseAsync(core.Registry.Resolve(reference), cancellation);

    public Task UnpauseAsync(string reference, CancellationToken cancellation) => updater.UnpauseAsync(core.Registry.Resolve(reference), health, cancellation);

    public Task RemoveAsync(string reference, RemoveOptions options, CancellationToken cancellation) =>
        deleter.RemoveAsync(reference, options, cancellation);

    public Task RenameAsync(string reference, string name, CancellationToken cancellation) =>
        updater.RenameAsync(core.Registry.Resolve(reference), name, cancellation);

    /// <summary>Returns warnings.</summary>
    public Task<IReadOnlyList<string>> UpdateAsync(string reference, UpdateRequest request, CancellationToken cancellation) =>
        updater.UpdateAsync(core.Registry.Resolve(reference), request, cancellation);

    /// <summary>Throws at once when there is no such container; the task ends when the condition holds.</summary>
    public Task<WaitResult> Wait(string reference, WaitCondition condition, CancellationToken cancellation)
    {
        var container = core.Registry.Resolve(reference);

        // The task of the next exit is taken before the state is looked at: an exit in between is not missed.
        var next = container.Waiters.NextExit;
        var state = container.Record.State;
        return condition switch
        {
            WaitCondition.Removed => container.Waiters.Removal.WaitAsync(cancellation),
            WaitCondition.NotRunning when !state.IsRunning && state.Status != ContainerStatus.Restarting => Task.FromResult(new WaitResult(state.ExitCode, null, state.OomKilled)),
            _ => next.WaitAsync(cancellation),
        };
    }

    public Task<IReadOnlyList<ContainerSummary>> ListAsync(ListOptions options, CancellationToken cancellation) => lister.ListAsync(options, cancellation);

    public Task<ContainerInspection> InspectAsync(string reference, bool size, CancellationToken cancellation)
    {
        var record = core.Registry.Resolve(reference).Record;
        return lister.InspectAsync(record, size, ExecIds(record.Id), cancellation);
    }

    /// <summary>The current record.</summary>
    public ContainerRecord Get(string reference) => core.Registry.Resolve(reference).Record;

    public Task<PruneResult> PruneAsync(Filters filters, CancellationToken cancellation) => deleter.PruneAsync(filters, cancellation);
}
