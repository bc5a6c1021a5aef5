using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Reliability;

/// <summary>The short forms; './dev soak' runs the long ones.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly PrivateDaemon daemon = new();

    public CrashTests() => daemon.NeedImage("busybox", "CMD [\"sh\"]");

    public static int Rounds(int shortForm) =>
        int.TryParse(Environment.GetEnvironmentVariable("DAVIT_SOAK"), out var factor) ? shortForm * factor : shortForm;

    [Fact]
    public void A_killed_daemon_stops_no_container_and_loses_no_exit_code_and_no_log_line()
    {
        var runs = daemon.Davit("run", "-d", "--name", "runs", "busybox", "sleep", "600").Ok().Line;
        daemon.Davit("run", "-d", "--name", "ends", "busybox", "sh", "-c", "i=0; while [ $i -lt 400 ]; do echo $i; i=$((i+1)); usleep 5000; done; exit 23").Ok();
        daemon.Kill();
        Assert.True(Directory.Exists($"/proc/{Shell.Sh($"pgrep -xf 'sleep 600' | head -1").Line}"));
        Shell.Until(() => Shell.Sh($"ls {daemon.DataRoot}/containers/*/exit.json").ExitCode == 0, "the shim recorded the exit while no daemon was there");
        daemon.Start();
        Assert.Equal("running", daemon.Davit("inspect", "-f", "{{.State.Status}}", "runs").Ok().Line);
        Assert.Equal("exited 23", daemon.Davit("inspect", "-f", "{{.State.Status}} {{.State.ExitCode}}", "ends").Ok().Line);
        Assert.Equal(string.Join('\n', Enumerable.Range(0, 400)), daemon.Davit("logs", "ends").Ok().Line);
        Assert.Equal("still", daemon.Davit("exec", runs, "echo", "still").Ok().Line);
        daemon.Davit("stop", "-t", "0", "runs").Ok();
    }

    [Fact]
    public void Kill_9_of_the_daemon_at_random_moments_leaves_whole_states_only()
    {
        var random = new Random(20251);
        for (var round = 0; round < Rounds(6); round++)
        {
            using var work = System.Diagnostics.Process.Start("bash", ["-c",
                $"for i in 1 2 3 4; do ( {PrivateDaemon.Binary} -H {daemon.Host} run -d --name r{round}-$i busybox sh -c 'echo up; sleep 0.2; exit 9' && {PrivateDaemon.Binary} -H {daemon.Host} stop -t 0 r{round}-$((i-1)) ) >/dev/null 2>&1 & done; wait"]);
            Thread.Sleep(random.Next(5, 400));
            daemon.Restart();
            work.WaitForExit();
            Shell.Until(() => daemon.Davit("ps", "-q").Ok().Line.Length == 0, "every short container ended");
            foreach (var line in daemon.Davit("ps", "-a", "--format", "{{.Names}} {{.State}}").Ok().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Assert.Matches(" (exited|created)$", line);
            }
        }

        var all = daemon.Davit("ps", "-aq").Ok().Line.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        daemon.Davit(["rm", "-f", .. all]).Ok();
        Nothing_is_left();
    }

    [Fact]
    public void A_killed_shim_is_noticed_and_leaves_nothing()
    {
        var id = daemon.Davit("run", "-d", "busybox", "sleep", "601").Ok().Line;
        Shell.Sh($"kill -9 $(cat {daemon.ExecRoot}/shims/{id}/shim.pid)").Ok();
        Shell.Until(() => daemon.Davit("inspect", "-f", "{{.State.Status}}", id).Ok().Line == "exited", "the engine notices");
        Shell.Until(() => Shell.Sh("pgrep -xf 'sleep 601'").ExitCode != 0, "the process is gone");
        daemon.Davit("start", id).Ok();
        daemon.Davit("rm", "-f", id).Ok();
        Nothing_is_left();
    }

    // What systemd does to it when the host goes down: the daemon has ended by then.
    [Theory]
    [InlineData("--stop-signal USR1", "trap 'exit 5' USR1; while :; do usleep 50000; done", 5)]
    [InlineData("--stop-timeout 1", "trap '' TERM; while :; do usleep 50000; done", 137)]
    public void A_shim_that_is_told_to_end_stops_its_container(string options, string script, int code)
    {
        var id = daemon.Davit(["run", "-d", .. options.Split(' '), "busybox", "sh", "-c", "echo up; " + script]).Ok().Line;
        Shell.Until(() => daemon.Davit("logs", id).Ok().Line == "up", "it runs");
        var shim = File.ReadAllText($"{daemon.ExecRoot}/shims/{id}/shim.pid");
        daemon.Kill();
        Shell.Run("kill", [shim]).Ok();
        Shell.Until(() => !Directory.Exists("/proc/" + shim), "the shim ends with its container");
        daemon.Start();
        Assert.Equal($"exited {code}", daemon.Davit("inspect", "-f", "{{.State.Status}} {{.State.ExitCode}}", id).Ok().Line);
        daemon.Davit("rm", id).Ok();
        Nothing_is_left();
    }

    [Fact]
    public void A_hundred_at_a_time_start_and_stop()
    {
        var count = Rounds(1) > 1 ? 100 : 40;
        Shell.Sh($"seq {count} | xargs -P {count} -I @@ {PrivateDaemon.Binary} -H {daemon.Host} run -d --name h-@@ busybox sleep 600 >/dev/null", limit: TimeSpan.FromMinutes(3)).Ok();
        Assert.Equal(count, daemon.Davit("ps", "-q").Ok().Line.Split('\n').Length);
        var addresses = daemon.Davit(["inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", .. daemon.Davit("ps", "-q").Line.Split('\n')]).Ok().Line.Split('\n');
        Assert.Equal(count, addresses.Distinct().Count());
        Shell.Sh($"{PrivateDaemon.Binary} -H {daemon.Host} ps -q | xargs -P {count} -n 1 {PrivateDaemon.Binary} -H {daemon.Host} rm -f >/dev/null", limit: TimeSpan.FromMinutes(3)).Ok();
        Nothing_is_left();
    }

    [Fact]
    public void Many_rounds_leave_the_daemon_as_it_was()
    {
        for (var i = 0; i < 20; i++)
        {
            daemon.Davit("run", "--rm", "busybox", "true").Ok();
        }

        var descriptors = Descriptors();
        for (var i = 0; i < Rounds(60); i++)
        {
            daemon.Davit("run", "--rm", "busybox", "true").Ok();
        }

        Shell.Until(() => Descriptors() <= descriptors + 5, $"open files of the daemon return to {descriptors}, now {Descriptors()}");
        Nothing_is_left();
    }

    public void Dispose() => daemon.Dispose();

    private int Descriptors() => Directory.GetFiles($"/proc/{daemon.ProcessId}/fd").Length;

    private void Nothing_is_left()
    {
        Shell.Until(() => Left().Length == 0, "nothing is left; now:\n" + Left());
    }

    private string Left() => Shell.Sh(
        $"grep -F '{daemon.Root}/' /proc/mounts | grep -v ' {daemon.ExecRoot}/netns ' ; ls {daemon.ExecRoot}/netns {daemon.ExecRoot}/shims 2>/dev/null | grep -E '^[0-9a-f]{{12}}'; true").Line;
}
