using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Davit.Engine.Containers;
using Davit.Engine.Events;
using Davit.Engine.Exec;
using Davit.Shim;

namespace Davit.Engine.Health;

/// <summary>Runs the health checks of running containers and records what they find.</summary>
internal sealed class HealthService(EngineCore core)
{
    private const int OutputLimit = 4096;
    private static readonly TimeSpan KillBudget = TimeSpan.FromSeconds(5);

    /// <summary>The health a container starts with; null: it has no check.</summary>
    public static HealthState? Initial(ContainerConfig config) =>
        HealthPolicy.Of(config) is null ? null : new HealthState { Status = HealthStatus.Starting };

    /// <summary>Begins to probe; with the container's turn.</summary>
    public void Start(LiveContainer container)
    {
        Stop(container);
        if (HealthPolicy.Of(container.Record.Config) is not { } policy)
        {
            return;
        }

        var health = container.Record.State.Health ?? new HealthState { Status = HealthStatus.Starting };
        container.Health = new HealthMonitor(
            policy,
            container.Record.State.StartedAt ?? core.Now,
            core.Time,
            (check, cancellation) => ProbeAsync(container, check, cancellation),
            (before, after) => Report(container, before, after));
        _ = container.Health.RunAsync(health);
    }

    /// <summary>Ends probing; with the container's turn.</summary>
    public static void Stop(LiveContainer container)
    {
        container.Health?.Dispose();
        container.Health = null;
    }

    private void Report(LiveContainer container, HealthState before, HealthState after)
    {
        container.SetHealth(after);
        if (before.Status != after.Status)
        {
            core.Events.Container(container.Record, "health_status: " + after.Status.ToString().ToLowerInvariant());
        }
    }

    private async Task<HealthProbe> ProbeAsync(LiveContainer container, HealthPolicy policy, CancellationToken cancellation)
    {
        var start = core.Now;
        using var timeout = new CancellationTokenSource(policy.Timeout, core.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            var (code, output) = await RunAsync(container, policy, either.Token).ConfigureAwait(false);
            return new HealthProbe(start, core.Now, code, output);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            var seconds = policy.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            return new HealthProbe(start, core.Now, -1, $"Health check exceeded timeout ({seconds}s)");
        }
        catch (Exception failure) when (failure is EngineException or ShimException or IOException)
        {
            return new HealthProbe(start, core.Now, -1, failure.Message);
        }
    }

    private async Task<(int ExitCode, string Output)> RunAsync(LiveContainer container, HealthPolicy policy, CancellationToken cancellation)
    {
        var config = new Exec.ExecConfig { Cmd = policy.Command, AttachStdout = true, AttachStderr = true };
        var id = ContainerIds.Make();
        core.Events.Container(container.Record, "exec_create: " + string.Join(' ', policy.Command), ("execID", id));
        var shim = ExecLaunch.TaskOf(container);
        core.Events.Container(container.Record, "exec_start: " + string.Join(' ', policy.Command), ("execID", id));
        using var started = await shim.ExecAsync(ExecLaunch.Config(core, container.Record, id, config), cancellation).ConfigureAwait(false);
        try
        {
            var output = await ReadAsync(started.Streams, cancellation).ConfigureAwait(false);
            var code = await shim.ExecWaitAsync(id, cancellation).ConfigureAwait(false);
            core.Events.Container(container.Record, "exec_die", ("execID", id), ("exitCode", code.ToString(CultureInfo.InvariantCulture)));
            return (code, output);
        }
        catch (OperationCanceledException)
        {
            await KillAsync(shim, id).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task KillAsync(ShimClient shim, string execId)
    {
        using var budget = new CancellationTokenSource(KillBudget);
        try
        {
            await shim.SignalExecAsync(execId, Validation.SignalName.Kill, budget.Token).ConfigureAwait(false);
            await shim.ExecWaitAsync(execId, budget.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ShimException or IOException or OperationCanceledException)
        {
            // The container has ended, and the check with it.
        }
    }

    /// <summary>The text in docker's frames, up to the limit; the rest is read and dropped so that the check can end.</summary>
    private static async Task<string> ReadAsync(Stream? stream, CancellationToken cancellation)
    {
        if (stream is null)
        {
            return "";
        }

        var kept = new MemoryStream();
        var header = new byte[8];
        var buffer = new byte[4096];
        var truncated = false;
        while (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false) == header.Length)
        {
            var left = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
            while (left > 0)
            {
                var count = await stream.ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), cancellation).ConfigureAwait(false);
                if (count == 0)
                {
                    break;
                }

                left -= count;
                var room = (int)Math.Min(count, OutputLimit - kept.Length);
                kept.Write(buffer, 0, room);
                truncated |= room < count;
            }
        }

        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length) + (truncated ? "..." : "");
    }
}
