using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Commands;

[Collection("daemon")]
public sealed class LifeCycleTests(SharedDaemon shared)
{
    private readonly PrivateDaemon daemon = shared.Daemon;

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Create_start_pause_unpause_stop_restart_rm(string client)
    {
        var name = "cycle-" + client;
        var id = daemon.Client(client, "create", "--name", name, "busybox", "sh", "-c", "trap 'exit 7' TERM; while :; do sleep 0.1; done").Ok().Line;
        Assert.Equal("created", Status(client, name));
        daemon.Client(client, "start", name).Ok();
        Assert.Equal("running", Status(client, name));
        daemon.Client(client, "pause", name).Ok();
        Assert.Equal("paused", Status(client, name));
        Assert.Contains("(Paused)", daemon.Client(client, "ps").Output, StringComparison.Ordinal);
        daemon.Client(client, "unpause", name).Ok();
        daemon.Client(client, "stop", name).Ok();
        Assert.Equal("exited", Status(client, name));
        Assert.Equal("7", daemon.Client(client, "inspect", "-f", "{{.State.ExitCode}}", name).Ok().Line);
        daemon.Client(client, "restart", name).Ok();
        Assert.Equal("running", Status(client, name));
        var refused = daemon.Client(client, "rm", name).Exited(1);
        Assert.Contains("is running", refused.Error, StringComparison.Ordinal);
        daemon.Client(client, "rm", "-f", name).Ok();
        Assert.DoesNotContain(id[..12], daemon.Client(client, "ps", "-a").Ok().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void A_taken_name_is_a_conflict(string client)
    {
        daemon.Client(client, "create", "--name", "taken-" + client, "busybox").Ok();
        var outcome = daemon.Client(client, "create", "--name", "taken-" + client, "busybox").Exited(1);
        Assert.Contains("is already in use by container", outcome.Error, StringComparison.Ordinal);
        daemon.Client(client, "rm", "taken-" + client).Ok();
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Wait_gives_the_exit_code(string client)
    {
        var id = daemon.Client(client, "run", "-d", "busybox", "sh", "-c", "sleep 0.3; exit 5").Ok().Line;
        Assert.Equal("5", daemon.Client(client, "wait", id).Ok().Line);
        daemon.Client(client, "rm", id).Ok();
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Logs_tail_and_timestamps(string client)
    {
        var id = daemon.Client(client, "run", "-d", "busybox", "sh", "-c", "for i in 1 2 3 4 5; do echo line $i; done; echo bad >&2").Ok().Line;
        daemon.Client(client, "wait", id).Ok();
        var all = daemon.Client(client, "logs", id).Ok();
        Assert.Equal("line 1\nline 2\nline 3\nline 4\nline 5\n", all.Output);
        Assert.Equal("bad\n", all.Error);
        Assert.Equal("line 5\n", daemon.Client(client, "logs", "--tail", "2", id).Ok().Output);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z line 1", daemon.Client(client, "logs", "-t", id).Ok().Output);
        daemon.Client(client, "rm", id).Ok();
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Following_logs_ends_with_the_container(string client)
    {
        var id = daemon.Client(client, "run", "-d", "busybox", "sh", "-c", "for i in 1 2 3; do echo $i; sleep 0.2; done").Ok().Line;
        Assert.Equal("1\n2\n3\n", daemon.Client(client, "logs", "-f", id).Ok().Output);
        daemon.Client(client, "rm", "-f", id).Ok();
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Exec_runs_beside_the_main_process(string client)
    {
        var id = daemon.Client(client, "run", "-d", "busybox", "sleep", "300").Ok().Line;
        Assert.Equal("hi", daemon.Client(client, "exec", id, "echo", "hi").Ok().Line);
        daemon.Client(client, "exec", id, "sh", "-c", "exit 9").Exited(9);
        Assert.Equal("2", daemon.Client(client, "a\nb\n", ["exec", "-i", id, "wc", "-l"]).Ok().Line);
        Assert.Equal("b /tmp 1000", daemon.Client(client, "exec", "-e", "A=b", "-w", "/tmp", "-u", "1000", id, "sh", "-c", "echo $A $PWD $(id -u)").Ok().Line);
        daemon.Client(client, "exec", id, "no-such-command").Exited(127);
        daemon.Client(client, "exec", "-d", id, "touch", "/tmp/mark").Ok();
        Shell.Until(() => daemon.Client(client, "exec", id, "ls", "/tmp/mark").ExitCode == 0, "the detached command ran");
        daemon.Client(client, "rm", "-f", id).Ok();
        daemon.Client(client, "exec", id, "true").Exited(1);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Copy_in_and_out(string client)
    {
        var folder = Directory.CreateTempSubdirectory("davit-e2e-cp-").FullName;
        var id = daemon.Client(client, "create", "busybox").Ok().Line;
        try
        {
            File.WriteAllText(Path.Combine(folder, "in"), "content");
            daemon.Client(client, "cp", Path.Combine(folder, "in"), id + ":/tmp/there").Ok();
            daemon.Client(client, "cp", id + ":/tmp/there", Path.Combine(folder, "out")).Ok();
            Assert.Equal("content", File.ReadAllText(Path.Combine(folder, "out")));
            Assert.Contains("/tmp/there", daemon.Client(client, "diff", id).Ok().Output, StringComparison.Ordinal);
            daemon.Client(client, "cp", id + ":/etc", folder).Ok();
            Assert.True(File.Exists(Path.Combine(folder, "etc", "passwd")));
            daemon.Client(client, "cp", id + ":/no/such", folder).Exited(1);
        }
        finally
        {
            daemon.Client(client, "rm", id).Ok();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Top_stats_port_rename_update(string client)
    {
        var id = daemon.Client(client, "run", "-d", "-m", "64m", "-p", "127.0.0.1::80", "busybox", "sleep", "300").Ok().Line;
        Assert.Contains("sleep 300", daemon.Client(client, "top", id).Ok().Output, StringComparison.Ordinal);
        Assert.Contains("64MiB", daemon.Client(client, "stats", "--no-stream", id).Ok().Output, StringComparison.Ordinal);
        Assert.Matches(@"^80/tcp -> 127\.0\.0\.1:\d+$", daemon.Client(client, "port", id).Ok().Line);
        daemon.Client(client, "rename", id, "renamed-" + client).Ok();
        Assert.Equal(id, daemon.Client(client, "inspect", "-f", "{{.Id}}", "renamed-" + client).Ok().Line);
        daemon.Client(client, "update", "-m", "128m", "--memory-swap", "256m", "--restart", "on-failure:3", id).Ok();
        Assert.Equal("134217728 on-failure", daemon.Client(client, "inspect", "-f", "{{.HostConfig.Memory}} {{.HostConfig.RestartPolicy.Name}}", id).Ok().Line);
        daemon.Client(client, "rm", "-f", id).Ok();
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void A_restart_policy_starts_it_again(string client)
    {
        var id = daemon.Client(client, "run", "-d", "--restart", "on-failure:2", "busybox", "false").Ok().Line;
        Shell.Until(() => daemon.Client(client, "inspect", "-f", "{{.State.Status}} {{.RestartCount}}", id).Line == "exited 2", "two restarts");
        daemon.Client(client, "rm", "-f", id).Ok();
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Events_tell_the_life_of_a_container(string client)
    {
        var since = DateTimeOffset.UtcNow.AddSeconds(-1).ToUnixTimeSeconds();
        var id = daemon.Client(client, "run", "-d", "--name", "events-" + client, "busybox", "true").Ok().Line;
        daemon.Client(client, "wait", id).Ok();
        daemon.Client(client, "rm", id).Ok();
        var until = DateTimeOffset.UtcNow.AddSeconds(1).ToUnixTimeSeconds();
        var events = daemon.Client(client, "events", "--since", $"{since}", "--until", $"{until}", "--filter", "container=" + id, "--format", "{{.Action}}").Ok().Output;
        Assert.Equal(["create", "start", "die", "destroy"], events.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(a => a is "create" or "start" or "die" or "destroy"));
    }

    private string Status(string client, string name) => daemon.Client(client, "inspect", "-f", "{{.State.Status}}", name).Ok().Line;
}
