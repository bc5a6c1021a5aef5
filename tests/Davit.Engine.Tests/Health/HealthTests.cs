using System.Threading.Channels;
using Davit.Engine.Containers;
using Davit.Engine.Health;

namespace Davit.Engine.Tests.Health;

public sealed class HealthTests
{
    private static readonly HealthPolicy Policy = new()
    {
        Command = ["probe"],
        Interval = TimeSpan.FromSeconds(30),
        Timeout = TimeSpan.FromSeconds(5),
        StartPeriod = TimeSpan.FromSeconds(60),
        StartInterval = TimeSpan.FromSeconds(2),
        Retries = 3,
    };

    private readonly FakeTime time = new();

    [Fact]
    public void Three_failures_in_a_row_are_unhealthy_and_one_success_is_healthy()
    {
        var health = new HealthState { Status = HealthStatus.Healthy };
        for (var i = 1; i <= 3; i++)
        {
            health = Next(health, 1, after: 100);
            Assert.Equal(i < 3 ? HealthStatus.Healthy : HealthStatus.Unhealthy, health.Status);
        }

        health = Next(health, 0, after: 100);
        Assert.Equal((HealthStatus.Healthy, 0), (health.Status, health.FailingStreak));
    }

    [Fact]
    public void Failures_in_the_start_period_do_not_count_until_the_first_success()
    {
        var health = new HealthState { Status = HealthStatus.Starting };
        health = Next(health, 1, after: 59);
        Assert.Equal((HealthStatus.Starting, 0), (health.Status, health.FailingStreak));
        health = Next(health, 1, after: 61);
        Assert.Equal(1, health.FailingStreak);
        var healthy = Next(new HealthState { Status = HealthStatus.Starting }, 0, after: 1);
        Assert.Equal(1, Next(healthy, 1, after: 2).FailingStreak);
    }

    [Fact]
    public void The_last_five_probes_are_kept()
    {
        var health = new HealthState();
        for (var code = 1; code <= 7; code++)
        {
            health = Next(health, code, after: 100);
        }

        Assert.Equal([3, 4, 5, 6, 7], health.Log.Select(probe => probe.ExitCode));
    }

    [Fact]
    public void The_start_interval_holds_in_the_start_period_only()
    {
        var starting = new HealthState { Status = HealthStatus.Starting };
        Assert.Equal(2, HealthLogic.Wait(starting, Policy, time.GetUtcNow(), time.GetUtcNow()).TotalSeconds);
        Assert.Equal(30, HealthLogic.Wait(starting, Policy, time.GetUtcNow() + TimeSpan.FromSeconds(61), time.GetUtcNow()).TotalSeconds);
        Assert.Equal(30, HealthLogic.Wait(new HealthState { Status = HealthStatus.Healthy }, Policy, time.GetUtcNow(), time.GetUtcNow()).TotalSeconds);
    }

    [Fact]
    public async Task The_monitor_probes_at_each_interval_until_it_is_disposed()
    {
        var reports = Channel.CreateUnbounded<HealthState>();
        var monitor = new HealthMonitor(
            Policy with { StartPeriod = TimeSpan.Zero },
            time.GetUtcNow(),
            time,
            (_, _) => Task.FromResult(new HealthProbe(time.GetUtcNow(), time.GetUtcNow(), 0, "")),
            (_, after) => reports.Writer.TryWrite(after));
        var run = monitor.RunAsync(new HealthState { Status = HealthStatus.Starting });
        for (var i = 1; i <= 2; i++)
        {
            SpinWait.SpinUntil(() => time.Waiting == 1);
            time.Advance(TimeSpan.FromSeconds(30));
            Assert.Equal(i, (await reports.Reader.ReadAsync(TestContext.Current.CancellationToken)).Log.Count);
        }

        monitor.Dispose();
        await run;
    }

    [Theory]
    [InlineData("NONE")]
    [InlineData("")]
    public void None_switches_the_check_off(string kind) => Assert.Null(HealthPolicy.Of(new ContainerConfig { Healthcheck = new HealthConfig { Test = [kind] } }));

    [Fact]
    public void A_shell_line_is_run_by_the_images_shell()
    {
        var health = new HealthConfig { Test = ["CMD-SHELL", "exit 0"] };
        Assert.Equal(["/bin/sh", "-c", "exit 0"], HealthPolicy.Of(new ContainerConfig { Healthcheck = health })!.Command);
        Assert.Equal(["/bin/bash", "-c", "exit 0"], HealthPolicy.Of(new ContainerConfig { Healthcheck = health, Shell = ["/bin/bash", "-c"] })!.Command);
    }

    private HealthState Next(HealthState health, int code, int after)
    {
        var at = time.GetUtcNow() + TimeSpan.FromSeconds(after);
        return HealthLogic.Next(health, new HealthProbe(at, at, code, ""), Policy, time.GetUtcNow());
    }
}
