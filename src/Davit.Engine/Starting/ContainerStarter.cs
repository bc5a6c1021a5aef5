using Davit.Engine.Containers;

namespace Davit.Engine.Starting;

/// <summary>Starts containers by hand.</summary>
internal sealed class ContainerStarter(TaskLauncher launcher, ContainerRemover remover)
{
    /// <exception cref="EngineException">It cannot be started as it is, or did not start.</exception>
    public async Task<StartOutcome> StartAsync(LiveContainer container, CancellationToken cancellation)
    {
        using var turn = await container.TakeTurnAsync(cancellation).ConfigureAwait(false);
        return await StartWithTurnAsync(container).ConfigureAwait(false);
    }

    public async Task<StartOutcome> StartWithTurnAsync(LiveContainer container)
    {
        var record = container.Record;
        if (container.IsRemoving || record.State.Status is ContainerStatus.Removing or ContainerStatus.Dead)
        {
            throw EngineException.Conflict("container is marked for removal and cannot be started");
        }

        if (record.State.Status == ContainerStatus.Paused)
        {
            throw EngineException.Conflict("cannot start a paused container, try unpause instead");
        }

        if (record.State.Status is ContainerStatus.Running or ContainerStatus.Restarting)
        {
            return StartOutcome.AlreadyRunning;
        }

        container.Restart.Reset();
        container.Set(record with { ManuallyStopped = false, RestartCount = 0 });
        await LaunchAsync(container).ConfigureAwait(false);
        return StartOutcome.Started;
    }

    private async Task LaunchAsync(LiveContainer container)
    {
        try
        {
            await launcher.LaunchAsync(container).ConfigureAwait(false);
        }
        catch (EngineException) when (container.Record.HostConfig.AutoRemove && !container.KeepOnExit)
        {
            container.IsRemoving = true;
            await remover.DismantleAsync(container, removeVolumes: true).ConfigureAwait(false);
            throw;
        }
    }
}
