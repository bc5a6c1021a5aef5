using Davit.Engine.Containers;

namespace Davit.Engine.Health;

/// <summary>Probes one running container until it is stopped. Results are given to <c>report</c>, one after the other.</summary>
internal sealed class HealthMonitor : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly HealthPolicy policy;
    private readonly DateTimeOffset startedAt;
    private readonly TimeProvider time;
    private readonly Func<HealthPolicy, CancellationToken, Task<HealthProbe>> probe;
    private readonly Action<HealthState, HealthState> report;

    /// <param name="policy">What to run, and when.</param>
    /// <param name="startedAt">When the container was started.</param>
    /// <param name="time">The clock that the intervals are of.</param>
    /// <param name="probe">Runs the check once; does not throw but when cancelled.</param>
    /// <param name="report">Takes the health before and after a probe.</param>
    public HealthMonitor(
        HealthPolicy policy,
        DateTimeOffset startedAt,
        TimeProvider time,
        Func<HealthPolicy, CancellationToken, Task<HealthProbe>> probe,
        Action<HealthState, HealthState> report)
    {
        this.policy = policy;
        this.startedAt = startedAt;
        this.time = time;
        this.probe = probe;
        this.report = report;
    }

    /// <summary>Probes until disposed, beginning with this health; run it once.</summary>
    public async Task RunAsync(HealthState health)
    {
        try
        {
            while (true)
            {
                await Task.Delay(HealthLogic.Wait(health, policy, time.GetUtcNow(), startedAt), time, stopping.Token).ConfigureAwait(false);
                var result = await probe(policy, stopping.Token).ConfigureAwait(false);
                var next = HealthLogic.Next(health, result, policy, startedAt);
                report(health, next);
                health = next;
            }
        }
        catch (OperationCanceledException)
        {
            // The container stopped.
        }
    }

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }
}
