using Davit.Engine.Containers;
using Davit.Engine.Health;
using Davit.Engine.Restarting;
using Davit.Engine.Starting;
using Davit.Shim;
using Davit.Storage.Host;

namespace Davit.Engine.Recovery;

/// <summary>
/// What the daemon does when it comes up: reads the records, finds the shims of running containers again, applies the exits that
/// happened without it, removes what is nobody's, and starts again what its policy says.
/// </summary>
internal sealed class EngineRecovery(EngineCore core, ExitHandler exits, HealthService health, NetworkAttacher network, ContainerRemover remover)
{
    private IReadOnlyList<string> leftovers = [];

    /// <summary>Reads the records; after this every container is known.</summary>
    public void Load()
    {
        var (records, unreadable) = core.Store.Load();
        leftovers = unreadable;
        foreach (var record in records.OrderBy(record => record.Created))
        {
            if (!core.Registry.TryReserve(record.Name, record.Id, out var owner))
            {
                // Two records of one name: a crash in the middle of a rename. The older keeps it.
                core.Log.Warning($"container {record.Id}: the name {record.Name} belongs to {owner}");
            }

            core.Registry.Add(new LiveContainer(Settled(record)));
        }
    }

    /// <summary>Finds running containers again: those whose shim lives, and the exits of those whose does not.</summary>
    public async Task ReconnectAsync()
    {
        var running = core.Registry.All.Where(container => container.Record.State.Status is ContainerStatus.Running or ContainerStatus.Paused).ToList();
        await Task.WhenAll(running.Select(ReconnectAsync)).ConfigureAwait(false);
    }

    /// <summary>Repairs the network, removes leftovers, and starts containers by their policy.</summary>
    public async Task ReconcileAsync()
    {
        RemoveLeftovers();
        await RemoveStaleShimsAsync().ConfigureAwait(false);
        var live = core.Registry.All.Where(container => container.Task is not null).Select(container => container.Id).ToHashSet(StringComparer.Ordinal);
        try
        {
            await core.Network.ReconcileAsync(live, core.Stopping).ConfigureAwait(false);
        }
        catch (Davit.Network.NetworkException failure)
        {
            core.Log.Error($"network: {failure.Message}");
        }

        core.Recovered.TrySetResult();
        await RemoveAutoRemovedAsync().ConfigureAwait(false);
        await RestartByPolicyAsync().ConfigureAwait(false);
    }

    /// <summary>States that belong to a daemon that is gone.</summary>
    private static ContainerRecord Settled(ContainerRecord record) => record.State.Status switch
    {
        ContainerStatus.Restarting or ContainerStatus.Removing => record with { State = record.State with { Status = ContainerStatus.Exited } },
        _ => record,
    };

    private async Task ReconnectAsync(LiveContainer container)
    {
        using var turn = await container.TakeTurnAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (await ShimClient.ConnectAsync(core.Shims.DirectoryOf(container.Id), core.Stopping).ConfigureAwait(false) is { } shim)
            {
                await AdoptAsync(container, shim).ConfigureAwait(false);
            }
            else
            {
                await RecoverAsync(container).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is ShimException or IOException or InvalidDataException)
        {
            core.Log.Error($"container {container.Id}: its shim cannot be found again: {failure.Message}");
            await RecoverAsync(container).ConfigureAwait(false);
        }
    }

    private async Task AdoptAsync(LiveContainer container, ShimClient shim)
    {
        var state = shim.State;
        if (state.Status == ShimStatus.Created)
        {
            // The daemon was killed between making the shim and starting the process.
            await shim.ReleaseAsync(CancellationToken.None).ConfigureAwait(false);
            await shim.DisposeAsync().ConfigureAwait(false);
            NeverStarted(container);
            return;
        }

        if (state.Status == ShimStatus.Exited)
        {
            await exits.HandleAsync(container, shim, await shim.WaitAsync(core.Stopping).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        container.Task = shim;
        var record = container.Record;
        container.Set(record with
        {
            Network = network.Restore(record),
            State = record.State with
            {
                Status = state.Status == ShimStatus.Paused ? ContainerStatus.Paused : ContainerStatus.Running,
                Pid = state.Pid,
                StartedAt = state.StartedAt ?? record.State.StartedAt,
                Health = record.State.Health ?? HealthService.Initial(record.Config),
            },
        });
        health.Start(container);
        exits.Watch(container, shim);
    }

    private async Task RecoverAsync(LiveContainer container)
    {
        var record = container.Record;
        var exit = await core.Shims.RecoverAsync(record.Id, core.Store.ExitFileOf(record.Id), core.Stopping).ConfigureAwait(false);
        if (exit is null || exit.FinishedAt < record.State.StartedAt)
        {
            NeverStarted(container);
            return;
        }

        await exits.HandleAsync(container, null, exit).ConfigureAwait(false);
    }

    /// <summary>The record says "running", but there never was a process: the daemon or the machine stopped during the start.</summary>
    private void NeverStarted(LiveContainer container)
    {
        container.Set(container.Record with
        {
            Network = NetworkAttacher.Stopped(container.Record),
            State = container.Record.State with
            {
                Status = ContainerStatus.Exited,
                Pid = 0,
                ExitCode = 128,
                FinishedAt = container.Record.State.FinishedAt ?? core.Now,
                Error = "the engine or the machine stopped while the container was being started or was running; how it ended is not known",
            },
        });
        core.Store.Save(container.Record);
    }

    private void RemoveLeftovers()
    {
        foreach (var directory in leftovers)
        {
            try
            {
                remover.DeleteFiles(Path.GetFileName(directory));
                core.Log.Information($"removed what was left of container {Path.GetFileName(directory)}");
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or Davit.Storage.StorageException)
            {
                core.Log.Warning($"{directory}: {failure.Message}");
            }
        }

        var shared = Path.GetDirectoryName(core.SharedMemoryPathOf("x"))!;
        foreach (var path in Directory.Exists(shared) ? Directory.GetDirectories(shared) : [])
        {
            if (core.Registry.Find(Path.GetFileName(path))?.Task is null)
            {
                SharedMemoryMount.Remove(path);
            }
        }
    }

    /// <summary>Shims of containers that are gone or do not run.</summary>
    private async Task RemoveStaleShimsAsync()
    {
        foreach (var id in core.Shims.List())
        {
            if (core.Registry.Find(id)?.Task is not null)
            {
                continue;
            }

            try
            {
                if (await ShimClient.ConnectAsync(core.Shims.DirectoryOf(id), core.Stopping).ConfigureAwait(false) is { } shim)
                {
                    await using (shim.ConfigureAwait(false))
                    {
                        await EndAsync(shim).ConfigureAwait(false);
                    }
                }
                else
                {
                    await core.Shims.RecoverAsync(id, Path.Combine(core.Shims.DirectoryOf(id), "exit.json"), core.Stopping).ConfigureAwait(false);
                }
            }
            catch (Exception failure) when (failure is ShimException or IOException)
            {
                core.Log.Warning($"shim of {id}: {failure.Message}");
            }
        }
    }

    private async Task EndAsync(ShimClient shim)
    {
        if (shim.State.Status is ShimStatus.Running or ShimStatus.Paused)
        {
            await shim.SignalAsync(Validation.SignalName.Kill, true, core.Stopping).ConfigureAwait(false);
            await shim.WaitAsync(core.Stopping).ConfigureAwait(false);
        }

        await shim.ReleaseAsync(core.Stopping).ConfigureAwait(false);
    }

    /// <summary><c>--rm</c> containers that ended, or were created and never started, before the daemon came up.</summary>
    private async Task RemoveAutoRemovedAsync()
    {
        foreach (var container in core.Registry.All.Where(container => container.Record is { HostConfig.AutoRemove: true, State.IsRunning: false, HasBeenStarted: true }).ToList())
        {
            using var turn = await container.TakeTurnAsync(core.Stopping).ConfigureAwait(false);
            if (container.IsRemoving || container.Record.State.IsRunning)
            {
                continue;
            }

            container.IsRemoving = true;
            try
            {
                await remover.DismantleAsync(container, removeVolumes: true).ConfigureAwait(false);
            }
            catch (EngineException failure)
            {
                core.Log.Warning(failure.Message);
            }
        }
    }

    private async Task RestartByPolicyAsync()
    {
        foreach (var container in core.Registry.All.Where(container => !container.Record.State.IsRunning && RestartDecision.AtDaemonStart(container.Record)).ToList())
        {
            using var turn = await container.TakeTurnAsync(core.Stopping).ConfigureAwait(false);
            if (!container.IsRemoving && container.Record.State.Status == ContainerStatus.Exited)
            {
                exits.ScheduleRestart(container, TimeSpan.Zero);
            }
        }
    }
}
