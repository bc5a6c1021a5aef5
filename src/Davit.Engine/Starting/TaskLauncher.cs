using Davit.Engine.Containers;
using Davit.Engine.Events;
using Davit.Engine.Files;
using Davit.Engine.Health;
using Davit.Engine.Specs;
using Davit.Shim;
using Davit.Storage.Host;

namespace Davit.Engine.Starting;

/// <summary>
/// Takes a container from its record to a running process: the network and the shim are made at the same time, then the process is
/// let go. After a failure nothing is left of it. Used with the container's turn.
/// </summary>
internal sealed class TaskLauncher(EngineCore core, HealthService health, NetworkAttacher network)
{
    private static readonly TimeSpan CleanupBudget = TimeSpan.FromSeconds(30);
    private readonly SpecAssembler assembler = new(core);
    private readonly NamespaceResolver namespaces = new(core.Registry);
    private readonly LinkResolver links = new(core.Registry);
    private readonly NetworkFiles files = new(core);

    /// <summary>Called with the started container, to wait for its end.</summary>
    public Action<LiveContainer, ShimClient> Started { get; set; } = (_, _) => { };

    /// <exception cref="EngineException">It did not start; the record says why.</exception>
    public async Task LaunchAsync(LiveContainer container)
    {
        await core.Recovered.Task.ConfigureAwait(false);
        await container.Released.ConfigureAwait(false);
        var before = container.Record;
        var rollback = new Rollback(CleanupBudget, core.Log);
        try
        {
            await using (rollback.ConfigureAwait(false))
            {
                await LaunchAsync(container, rollback).ConfigureAwait(false);
                rollback.Complete();
            }
        }
        catch (Exception failure) when (failure is EngineException or ShimException or IOException or Davit.Storage.StorageException)
        {
            throw Failed(container, before, failure);
        }
    }

    private async Task LaunchAsync(LiveContainer container, Rollback rollback)
    {
        var record = WithOthersNetwork(container.Record);
        var joined = namespaces.Resolve(record);
        var (linkHosts, linkEnvironment) = links.Resolve(record);
        PrepareSharedMemory(record, rollback);

        // Both take some milliseconds and neither needs the other: the shim waits for the namespace only when it starts the process.
        var attaching = Task.Run(() => network.AttachAsync(record, CancellationToken.None));
        rollback.Add("network", cancellation => TakeBackAsync(record, attaching, cancellation));
        var saving = Task.Run(() => SaveIntent(record));
        rollback.Add("record", _ => saving);
        var config = assembler.Build(record, joined, linkEnvironment);
        var shim = await core.Shims.LaunchAsync(config, CancellationToken.None).ConfigureAwait(false);
        rollback.Add("shim", async cancellation => await EndAsync(shim, cancellation).ConfigureAwait(false));

        var state = await attaching.ConfigureAwait(false);
        CheckSandbox(record, state);
        files.Write(record, state, linkHosts);
        await container.Attachments.ConnectAsync(shim, CancellationToken.None).ConfigureAwait(false);
        await saving.ConfigureAwait(false);
        var started = await StartAsync(record, shim).ConfigureAwait(false);
        Commit(container, record, state, shim, started);
    }

    /// <summary>The specification was written before the network was there: both must mean the same namespace.</summary>
    private void CheckSandbox(ContainerRecord record, NetworkState state)
    {
        if (state.SandboxKey.Length > 0 && !ModeParser.IsHost(record.HostConfig.NetworkMode) && state.SandboxKey != core.NetnsPathOf(record.Id))
        {
            throw EngineException.Internal($"the network namespace of container {record.Id} is at {state.SandboxKey} and not at {core.NetnsPathOf(record.Id)}");
        }
    }

    private static async Task<TaskStarted> StartAsync(ContainerRecord record, ShimClient shim)
    {
        try
        {
            return await shim.StartAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (ShimException failure)
        {
            throw StartFailure.Convert(record, failure);
        }
    }

    private void Commit(LiveContainer container, ContainerRecord record, NetworkState state, ShimClient shim, TaskStarted started)
    {
        container.Task = shim;
        container.Set(record with
        {
            HasBeenStarted = true,
            Network = state,
            State = new ContainerState
            {
                Status = ContainerStatus.Running,
                Pid = started.Pid,
                StartedAt = started.StartedAt,
                FinishedAt = record.State.FinishedAt,
                Health = HealthService.Initial(record.Config),
            },
        });
        foreach (var mount in record.Mounts.Where(mount => mount.Type == "volume"))
        {
            core.Events.Volume(
                "mount", mount.Name, ("container", record.Id), ("destination", mount.Destination), ("propagation", mount.Propagation), ("read/write", mount.ReadWrite ? "true" : "false"));
        }

        core.Events.Container(container.Record, "start");
        health.Start(container);
        Started(container, shim);
    }

    /// <summary>
    /// The record says "running" before the process runs: after a crash in between, the shim (or its absence) tells the truth. Nothing
    /// is written after the start, so the disk is not waited for.
    /// </summary>
    private void SaveIntent(ContainerRecord record) => core.Store.Save(record with
    {
        HasBeenStarted = true,
        State = record.State with { Status = ContainerStatus.Running, StartedAt = core.Now, Error = "", ExitCode = 0, OomKilled = false },
    });

    private ContainerRecord WithOthersNetwork(ContainerRecord record)
    {
        if (ModeParser.ContainerOf(record.HostConfig.NetworkMode) is not { } reference)
        {
            return record;
        }

        var other = namespaces.Other(record, "network", reference).Record;
        return record with
        {
            Config = record.Config with { Hostname = other.Config.Hostname, Domainname = other.Config.Domainname },
            HostnamePath = other.HostnamePath,
            HostsPath = other.HostsPath,
            ResolvConfPath = other.ResolvConfPath,
        };
    }

    private void PrepareSharedMemory(ContainerRecord record, Rollback rollback)
    {
        if (record.HostConfig.IpcMode != "shareable")
        {
            return;
        }

        var path = core.SharedMemoryPathOf(record.Id);
        SharedMemoryMount.Create(path, record.HostConfig.ShmSize);
        rollback.Add("shared memory", _ => Task.Run(() => SharedMemoryMount.Remove(path), CancellationToken.None));
    }

    private async Task TakeBackAsync(ContainerRecord record, Task<NetworkState> attaching, CancellationToken cancellation)
    {
        try
        {
            var state = await attaching.ConfigureAwait(false);
            await network.DetachAsync(record with { Network = state }, cancellation).ConfigureAwait(false);
        }
        catch (EngineException)
        {
            // The attachment failed; the network took its own part back and the caller has the error.
        }
    }

    private static async Task EndAsync(ShimClient shim, CancellationToken cancellation)
    {
        await using (shim.ConfigureAwait(false))
        {
            try
            {
                await shim.ReleaseAsync(cancellation).ConfigureAwait(false);
            }
            catch (ShimException)
            {
                // It has ended by itself, which is what is wanted.
            }
        }
    }

    private EngineException Failed(LiveContainer container, ContainerRecord before, Exception failure)
    {
        container.Attachments.Abandon();
        var error = failure as EngineException ?? PartErrors.TryConvert(failure) ?? EngineException.Internal(failure.Message, failure);
        var code = StartFailure.ExitCode(failure);
        container.Set(before with
        {
            State = before.State with { Status = before.State.Status == ContainerStatus.Restarting ? ContainerStatus.Exited : before.State.Status, ExitCode = code, Error = error.Message, Pid = 0 },
        });
        TrySave(container.Record);
        container.Waiters.NotifyExit(new WaitResult(code, error.Message));
        return error;
    }

    private void TrySave(ContainerRecord record)
    {
        try
        {
            core.Store.Save(record);
        }
        catch (Davit.Storage.StorageException failure)
        {
            core.Log.Error($"container {record.Id}: {failure.Message}");
        }
    }
}
