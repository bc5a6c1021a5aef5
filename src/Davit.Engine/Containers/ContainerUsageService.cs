using System.Runtime.CompilerServices;
using Davit.Engine.Processes;
using Davit.Engine.Usage;
using Davit.Shim;

namespace Davit.Engine.Containers;

/// <summary>Processes and resource use of containers. References as in <see cref="ContainerService"/>.</summary>
public sealed class ContainerUsageService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly EngineCore core;

    internal ContainerUsageService(EngineCore core) => this.core = core;

    /// <summary>Processes of a running container, for ps arguments (default <c>-ef</c>).</summary>
    public async Task<TopResult> TopAsync(string reference, string? psArguments, CancellationToken cancellation)
    {
        var container = core.Registry.Resolve(reference);
        var record = container.Record;
        if (record.State.Status == ContainerStatus.Restarting)
        {
            throw EngineException.Conflict($"Container {record.Id} is restarting, wait until the container is running");
        }

        if (!record.State.IsRunning || container.Task is not { } shim)
        {
            throw EngineException.Conflict($"container {record.Id} is not running");
        }

        var columns = PsArguments.Parse(string.IsNullOrWhiteSpace(psArguments) ? "-ef" : psArguments);
        var pids = await PartErrors.GuardAsync(() => shim.PidsAsync(cancellation)).ConfigureAwait(false);
        Events.EventPublishing.Container(core.Events, record, "top");
        return await Task.Run(() => ProcessTable.Read(pids, columns, core.Host, core.Now), cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Samples about once a second until cancelled or removed; one sample with its predecessor when not
    /// <paramref name="stream"/>, one without waiting for a predecessor when <paramref name="oneShot"/>. Throws at once
    /// when there is no such container.
    /// </summary>
    public IAsyncEnumerable<ContainerUsage> Stats(string reference, bool stream, bool oneShot, CancellationToken cancellation)
    {
        var container = core.Registry.Resolve(reference);
        return stream ? StreamAsync(container, cancellation) : OnceAsync(container, oneShot, cancellation);
    }

    private async IAsyncEnumerable<ContainerUsage> StreamAsync(LiveContainer container, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ContainerUsage? before = null;
        while (container.Record.State.Status != ContainerStatus.Removing && core.Registry.Find(container.Id) is not null)
        {
            var sample = await SampleAsync(container, before, cancellation).ConfigureAwait(false);
            yield return sample;
            before = sample.Running ? sample : null;
            await Task.Delay(Interval, core.Time, cancellation).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<ContainerUsage> OnceAsync(LiveContainer container, bool oneShot, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ContainerUsage? before = null;
        if (!oneShot && container.Record.State.IsRunning)
        {
            before = await SampleAsync(container, null, cancellation).ConfigureAwait(false);
            await Task.Delay(Interval, core.Time, cancellation).ConfigureAwait(false);
        }

        yield return await SampleAsync(container, before, cancellation).ConfigureAwait(false);
    }

    private async Task<ContainerUsage> SampleAsync(LiveContainer container, ContainerUsage? before, CancellationToken cancellation)
    {
        var record = container.Record;
        var idle = new ContainerUsage { Id = record.Id, Name = record.Name, PreRead = before?.Read ?? default };
        if (!record.State.IsRunning || container.Task is not { } shim)
        {
            return idle;
        }

        try
        {
            var stats = await shim.StatsAsync(cancellation).ConfigureAwait(false);
            return UsageSample.Of(idle, stats, before, record.State.Pid, record.HostConfig, core);
        }
        catch (ShimException failure) when (failure.Kind is ShimErrorKind.NotRunning or ShimErrorKind.ShimGone)
        {
            return idle;
        }
        catch (ShimException failure)
        {
            throw PartErrors.Convert(failure);
        }
    }
}
