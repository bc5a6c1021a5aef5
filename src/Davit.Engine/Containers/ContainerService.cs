namespace Davit.Engine.Containers;

/// <summary>
/// The life of containers. References are names, ids or unambiguous prefixes of ids. Methods may be called concurrently:
/// changes of one container queue up behind each other, reads never wait.
/// </summary>
public sealed class ContainerService
{
    public Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<StartOutcome> StartAsync(string reference, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<StopOutcome> StopAsync(string reference, StopOptions options, CancellationToken cancellation) => throw new NotImplementedException();

    public Task RestartAsync(string reference, StopOptions options, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Sends a signal (name or number; null: KILL).</summary>
    public Task KillAsync(string reference, string? signal, CancellationToken cancellation) => throw new NotImplementedException();

    public Task PauseAsync(string reference, CancellationToken cancellation) => throw new NotImplementedException();

    public Task UnpauseAsync(string reference, CancellationToken cancellation) => throw new NotImplementedException();

    public Task RemoveAsync(string reference, RemoveOptions options, CancellationToken cancellation) => throw new NotImplementedException();

    public Task RenameAsync(string reference, string name, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Returns warnings.</summary>
    public Task<IReadOnlyList<string>> UpdateAsync(string reference, UpdateRequest request, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Throws at once when there is no such container; the task ends when the condition holds.</summary>
    public Task<WaitResult> Wait(string reference, WaitCondition condition, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<IReadOnlyList<ContainerSummary>> ListAsync(ListOptions options, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<ContainerInspection> InspectAsync(string reference, bool size, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The current record.</summary>
    public ContainerRecord Get(string reference) => throw new NotImplementedException();

    public Task<PruneResult> PruneAsync(Filtering.Filters filters, CancellationToken cancellation) => throw new NotImplementedException();
}
