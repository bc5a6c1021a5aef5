using System.Globalization;
using Davit.Engine.Containers;
using Davit.Engine.Events;
using Davit.Engine.Starting;
using Davit.Engine.Validation;
using Davit.Shim;

namespace Davit.Engine.Stopping;

/// <summary>
/// Stops, kills and restarts containers. Signals are sent and exits are waited for without the turn: a container that takes its
/// time to stop can still be killed.
/// </summary>
internal sealed class ContainerStopper(EngineCore core, ContainerStarter starter)
{
    private static readonly TimeSpan KillBudget = TimeSpan.FromSeconds(30);

    public async Task<StopOutcome> StopAsync(LiveContainer container, StopOptions options, CancellationToken cancellation)
    {
        var signal = options.Signal is { Length: > 0 } name ? SignalName.Parse(name) : StopSettings.SignalOf(container.Record);
        if (!await MarkStoppedAsync(container, cancellation).ConfigureAwait(false))
        {
            return StopOutcome.AlreadyStopped;
        }

        await StopTaskAsync(container, signal, options.TimeoutSeconds, cancellation).ConfigureAwait(false);
        core.Events.Container(container.Record, "stop");
        return StopOutcome.Stopped;
    }

    public async Task RestartAsync(LiveContainer container, StopOptions options, CancellationToken cancellation)
    {
        var signal = options.Signal is { Length: > 0 } name ? SignalName.Parse(name) : StopSettings.SignalOf(container.Record);
        container.KeepOnExit = true;
        try
        {
            if (container.Record.State.IsRunning)
            {
                await StopTaskAsync(container, signal, options.TimeoutSeconds, cancellation).ConfigureAwait(false);
            }

            using var turn = await container.TakeTurnAsync(cancellation).ConfigureAwait(false);
            container.Restart.Cancel();
            if (container.Record.State.Status == ContainerStatus.Restarting)
            {
                container.Set(container.Record with { State = container.Record.State with { Status = ContainerStatus.Exited } });
            }

            await starter.StartWithTurnAsync(container).ConfigureAwait(false);
        }
        finally
        {
            container.KeepOnExit = false;
        }

        core.Events.Container(container.Record, "restart");
    }

    public async Task KillAsync(LiveContainer container, string reference, string? signalName, CancellationToken cancellation)
    {
        var signal = signalName is { Length: > 0 } ? SignalName.Parse(signalName) : SignalName.Kill;
        var record = container.Record;
        if (record.State.Status == ContainerStatus.Restarting)
        {
            await MarkStoppedAsync(container, cancellation).ConfigureAwait(false);
            return;
        }

        if (!record.State.IsRunning || container.Task is not { } shim)
        {
            throw EngineException.Conflict($"cannot kill container: {reference}: container {record.Id} is not running");
        }

        if (signal == SignalName.Kill || signal == StopSettings.SignalOf(record))
        {
            await MarkStoppedAsync(container, cancellation).ConfigureAwait(false);
        }

        var exit = container.Waiters.NextExit;
        await SendAsync(container, shim, signal, cancellation).ConfigureAwait(false);
        if (signal == SignalName.Kill)
        {
            await WaitOrFailAsync(container, exit, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Kills what runs and waits for its end.</summary>
    public async Task KillTaskAsync(LiveContainer container, CancellationToken cancellation)
    {
        var exit = container.Waiters.NextExit;
        if (container.Task is not { } shim || !container.Record.State.IsRunning)
        {
            return;
        }

        await SendAsync(container, shim, SignalName.Kill, cancellation).ConfigureAwait(false);
        await WaitOrFailAsync(container, exit, cancellation).ConfigureAwait(false);
    }

    /// <summary>Notes that a person wants it stopped; calls a waiting restart off. False: it does not run.</summary>
    public async Task<bool> MarkStoppedAsync(LiveContainer container, CancellationToken cancellation)
    {
        using var turn = await container.TakeTurnAsync(cancellation).ConfigureAwait(false);
        var record = container.Record;
        if (record.State.Status == ContainerStatus.Restarting)
        {
            container.Restart.Cancel();
            container.Set(record with { ManuallyStopped = true, State = record.State with { Status = ContainerStatus.Exited } });
            core.Store.Save(container.Record);
            container.Waiters.NotifyExit(new WaitResult(record.State.ExitCode, null));
            return true;
        }

        if (!record.State.IsRunning)
        {
            return false;
        }

        if (!record.ManuallyStopped)
        {
            container.Set(record with { ManuallyStopped = true });
            if (record.HostConfig.RestartPolicy.Name is not ("" or "no"))
            {
                core.Store.Save(container.Record);
            }
        }

        return true;
    }

    private async Task StopTaskAsync(LiveContainer container, int signal, int? timeoutSeconds, CancellationToken cancellation)
    {
        var exit = container.Waiters.NextExit;
        if (container.Task is not { } shim || !container.Record.State.IsRunning)
        {
            return;
        }

        await SendAsync(container, shim, signal, cancellation).ConfigureAwait(false);
        var seconds = timeoutSeconds ?? StopSettings.TimeoutOf(container.Record);
        var patience = seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);
        try
        {
            await exit.WaitAsync(patience, core.Time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            core.Log.Information($"container {container.Id} did not stop within {seconds} s of signal {signal}: killing it");
            await SendAsync(container, shim, SignalName.Kill, cancellation).ConfigureAwait(false);
            await WaitOrFailAsync(container, exit, cancellation).ConfigureAwait(false);
        }
    }

    private async Task WaitOrFailAsync(LiveContainer container, Task<WaitResult> exit, CancellationToken cancellation)
    {
        try
        {
            await exit.WaitAsync(KillBudget, core.Time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException failure)
        {
            throw EngineException.Internal(
                $"container {container.Id} did not end {KillBudget.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s after it was killed: a process of it is stuck in the kernel", failure);
        }
    }

    /// <summary>A paused container takes a signal when it runs again, so it is let go.</summary>
    private async Task SendAsync(LiveContainer container, ShimClient shim, int signal, CancellationToken cancellation)
    {
        try
        {
            await shim.SignalAsync(signal, false, cancellation).ConfigureAwait(false);
            core.Events.Container(container.Record, "kill", ("signal", signal.ToString(CultureInfo.InvariantCulture)));
            if (container.Record.State.Status == ContainerStatus.Paused && (signal == SignalName.Kill || signal == StopSettings.SignalOf(container.Record)))
            {
                await shim.ResumeAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch (ShimException failure) when (failure.Kind is ShimErrorKind.NotRunning or ShimErrorKind.ShimGone)
        {
            // It has ended; its exit is on the way.
        }
        catch (ShimException failure)
        {
            throw PartErrors.Convert(failure);
        }
    }
}
