using Davit.Engine.Containers;
using Davit.Engine.Restarting;

namespace Davit.Engine.Tests.Restarting;

public sealed class RestartTests
{
    [Theory]
    [InlineData("no", 0, 1, false, 0, false)]
    [InlineData("always", 0, 0, false, 9, true)]
    [InlineData("always", 0, 0, true, 0, false)]
    [InlineData("unless-stopped", 0, 1, true, 0, false)]
    [InlineData("on-failure", 0, 0, false, 0, false)]
    [InlineData("on-failure", 0, 1, false, 99, true)]
    [InlineData("on-failure", 2, 1, false, 1, true)]
    [InlineData("on-failure", 2, 1, false, 2, false)]
    public void The_policy_decides_after_an_exit(string name, int maximum, int exitCode, bool byHand, int restarts, bool again) =>
        Assert.Equal(again, RestartDecision.AfterExit(new RestartPolicy { Name = name, MaximumRetryCount = maximum }, exitCode, byHand, restarts));

    [Theory]
    [InlineData("always", true, true, true)]
    [InlineData("unless-stopped", true, true, false)]
    [InlineData("unless-stopped", false, true, true)]
    [InlineData("always", false, false, false)]
    [InlineData("no", false, true, false)]
    public void The_daemon_starts_what_ran_before_unless_a_person_stopped_it(string name, bool byHand, bool started, bool again)
    {
        var record = Sample.Record with
        {
            HasBeenStarted = started,
            ManuallyStopped = byHand,
            HostConfig = Sample.Record.HostConfig with { RestartPolicy = new RestartPolicy { Name = name } },
        };
        Assert.Equal(again, RestartDecision.AtDaemonStart(record));
    }

    [Fact]
    public void The_delay_doubles_to_a_minute_and_starts_over_after_a_good_run()
    {
        var state = new RestartState();
        var delays = Enumerable.Range(0, 12).Select(_ => state.NextDelay(TimeSpan.FromSeconds(1)).TotalMilliseconds).ToList();
        Assert.Equal([100, 200, 400, 800], delays.Take(4));
        Assert.Equal(60_000, delays[^1]);
        Assert.Equal(100, state.NextDelay(TimeSpan.FromSeconds(10)).TotalMilliseconds);
    }
}
