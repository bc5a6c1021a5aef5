namespace Davit.Registry.Tests;

/// <summary>A clock that runs so many times as fast: pauses of seconds take milliseconds, and still have their length.</summary>
internal sealed class FastTime(double factor = 500) : TimeProvider
{
    private readonly long start = System.GetTimestamp();
    private readonly DateTimeOffset startTime = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => startTime + (System.GetElapsedTime(start) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), Real);

    private TimeSpan Real(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / factor;
}
