using System.Globalization;
using Davit.Engine.Containers;
using Davit.Engine.Events;
using Davit.Engine.Health;
using Davit.Engine.Restarting;
using Davit.Shim;
using Davit.Storage.Host;

namespace Davit.Engine.Starting;

/// <summary>
/// What follows a container's exit: it is recorded, its network goes, who waits is told, and the container is started again or
/// removed if it was made so.
/// </summary>
internal sealed class ExitHandler(EngineCore core, TaskLauncher launcher, NetworkAttacher network, ContainerRemover remover)
{
    private static readonly TimeSpan ReleaseBudget = TimeSpan.FromSeconds(10);

    /// <summary>Called with the id of a container that ended.</summary>
    public Action<string> Ended { get; set; } = _ => { };

    /// <summary>Waits for the end in the background.</summary>
    public void Watch(LiveContainer container, ShimClient shim) => _ = WatchAsync(container, shim);

    /// <summary>Records an end; with the container's turn.</summary>
    /// <param name="container">What ended.</param>
    /// <param name="shim">To be released; null: it is gone.</param>
    /// <param name="exit">How it ended.</param>
    public async Task HandleAsync(LiveContainer container, ShimClient? shim, TaskExit exit)
    {
        HealthService.Stop(container);
        container.Attachments.Abandon();
        var before = container.Record;
        var restart = !container.IsRemoving && RestartDecision.AfterExit(
            before.HostConfig.RestartPolicy, exit.ExitCode, before.ManuallyStopped || container.KeepOnExit, before.RestartCount);
        container.Task = null;
        container.Set(After(before, exit, restart));
        Ended(container.Id);
        PublishEnd(before, exit);
        await CleanUpAsync(before).ConfigureAwait(false);
        var remove = before.HostConfig.AutoRemove && !restart && !container.KeepOnExit && !container.IsRemoving;
        if (!remove)
        {
            TrySave(container.Record);
        }

        container.Waiters.NotifyExit(new WaitResult(exit.ExitCode, null, exit.OomKilled));
        container.Released = ReleaseAsync(shim);
        if (restart)
        {
            ScheduleRestart(container, before, exit);
        }
        else if (remove)
        {
            container.IsRemoving = true;
            await container.Released.ConfigureAwait(false);
            await remover.DismantleAsync(container, removeVolumes: true).ConfigureAwait(false);
        }
    }

    /// <summary>Starts a container again after a while; with its turn.</summary>
    public void ScheduleRestart(LiveContainer container, TimeSpan delay)
    {
        var cancellation = container.Restart.Begin();
        _ = RestartAsync(container, delay, cancellation);
    }

    private void ScheduleRestart(LiveContainer container, ContainerRecord before, TaskExit exit) =>
        ScheduleRestart(container, container.Restart.NextDelay(exit.FinishedAt - (before.State.StartedAt ?? exit.FinishedAt)));

    private async Task WatchAsync(LiveContainer container, ShimClient shim)
    {
        try
        {
            _ = ReportOomAsync(container, shim);
            var exit = await shim.WaitAsync(core.Stopping).ConfigureAwait(false);
            using var turn = await container.TakeTurnAsync(CancellationToken.None).ConfigureAwait(false);
            if (container.Task == shim)
            {
                await HandleAsync(container, shim, exit).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The daemon ends; the shim records the exit and the next daemon reads it.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            core.Log.Error($"container {container.Id}: its end could not be handled: {failure}");
        }
    }

    private async Task ReportOomAsync(LiveContainer container, ShimClient shim)
    {
        try
        {
            while (true)
            {
                await shim.WaitForOomAsync(core.Stopping).ConfigureAwait(false);
                core.Events.Container(container.Record, "oom");
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or ShimException or IOException)
        {
            // The container ended.
        }
    }

    private static ContainerRecord After(ContainerRecord before, TaskExit exit, bool restart) => before with
    {
        RestartCount = restart ? before.RestartCount + 1 : before.RestartCount,
        Network = NetworkAttacher.Stopped(before),
        State = before.State with
        {
            Status = restart ? ContainerStatus.Restarting : ContainerStatus.Exited,
            Pid = 0,
            ExitCode = exit.ExitCode,
            OomKilled = exit.OomKilled,
            FinishedAt = exit.FinishedAt,
            Error = ErrorText(before, exit),
        },
    };

    private static string ErrorText(ContainerRecord before, TaskExit exit)
    {
        if (exit.OomKilled)
        {
            var limit = before.HostConfig.Resources.Memory;
            return limit > 0
                ? string.Create(CultureInfo.InvariantCulture, $"killed for memory: the container reached its limit of {limit >> 20} MiB (--memory)")
                : "killed for memory: the host had none left";
        }

        return exit.Error ?? "";
    }

    private void PublishEnd(ContainerRecord record, TaskExit exit)
    {
        var seconds = (long)Math.Max(0, (exit.FinishedAt - (record.State.StartedAt ?? exit.FinishedAt)).TotalSeconds);
        core.Events.Container(
            record,
            "die",
            ("execDuration", seconds.ToString(CultureInfo.InvariantCulture)),
            ("exitCode", exit.ExitCode.ToString(CultureInfo.InvariantCulture)));
    }

    private async Task CleanUpAsync(ContainerRecord record)
    {
        await network.DetachAsync(record, CancellationToken.None).ConfigureAwait(false);
        foreach (var mount in record.Mounts.Where(mount => mount.Type == "volume"))
        {
            core.Events.Volume("unmount", mount.Name, ("container", record.Id));
        }

        if (record.HostConfig.IpcMode == "shareable")
        {
            SharedMemoryMount.Remove(core.SharedMemoryPathOf(record.Id));
        }
    }

    private async Task ReleaseAsync(ShimClient? shim)
    {
        if (shim is null)
        {
            return;
        }

        await using (shim.ConfigureAwait(false))
        {
            try
            {
                using var budget = new CancellationTokenSource(ReleaseBudget);
                await shim.ReleaseAsync(budget.Token).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is ShimException or OperationCanceledException or IOException)
            {
                core.Log.Debug($"shim: {failure.Message}");
            }
        }
    }

    private async Task RestartAsync(LiveContainer container, TimeSpan delay, CancellationToken cancellation)
    {
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, core.Stopping);
            await Task.Delay(delay, core.Time, either.Token).ConfigureAwait(false);
            using var turn = await container.TakeTurnAsync(either.Token).ConfigureAwait(false);
            if (!either.IsCancellationRequested && !container.IsRemoving)
            {
                await launcher.LaunchAsync(container).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped or removed in the meantime, or the daemon ends.
        }
        catch (EngineException failure)
        {
            core.Log.Warning($"container {container.Id}: restart: {failure.Message}");
        }
    }

    private void TrySave(ContainerRecord record)
    {
        try
        {
            core.Store.Save(record);
        }
        catch (Davit.Storage.StorageException failure)
        {
            // The shim's exit file has the truth; it is kept until the record is written.
            core.Log.Error($"container {record.Id}: {failure.Message}");
        }
    }
}
