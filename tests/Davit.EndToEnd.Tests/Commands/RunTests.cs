using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Commands;

[Collection("daemon")]
public sealed class RunTests(SharedDaemon shared)
{
    private readonly PrivateDaemon daemon = shared.Daemon;

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void A_command_runs_and_its_output_comes_back(string client) =>
        Assert.Equal("hello", daemon.Client(client, "run", "--rm", "busybox", "echo", "hello").Ok().Line);

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void The_exit_code_is_the_commands(string client) =>
        daemon.Client(client, "run", "--rm", "busybox", "sh", "-c", "exit 42").Exited(42);

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void A_killed_process_gives_128_and_the_signal(string client) =>
        daemon.Client(client, "run", "--rm", "busybox", "sh", "-c", "kill -9 $$; sleep 1; kill -TERM 1; exit 3").Exited(3);

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Stdout_and_stderr_stay_apart(string client)
    {
        var outcome = daemon.Client(client, "run", "--rm", "busybox", "sh", "-c", "echo out; echo err >&2").Ok();
        Assert.Equal("out\n", outcome.Output);
        Assert.Equal("err\n", outcome.Error);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Stdin_reaches_the_container_and_its_end_too(string client) =>
        Assert.Equal("3", daemon.Client(client, "a\nb\nc\n", ["run", "-i", "--rm", "busybox", "wc", "-l"]).Ok().Line);

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void A_missing_command_is_127_and_explained(string client)
    {
        var outcome = daemon.Client(client, "run", "--rm", "busybox", "no-such-command").Exited(127);
        Assert.Contains("no-such-command", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("executable file not found in $PATH", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void A_command_that_cannot_be_executed_is_126(string client) =>
        daemon.Client(client, "run", "--rm", "busybox", "/etc/passwd").Exited(126);

    [Fact]
    public void A_missing_image_is_named_with_what_to_do()
    {
        var outcome = daemon.Davit("run", "--rm", "--pull", "never", "no-such-image:foo").Exited(125);
        Assert.Contains("No such image: no-such-image:foo", outcome.Error, StringComparison.Ordinal);
        outcome = daemon.Davit("run", "--rm", "127.0.0.1:1/no-such-image:foo").Exited(125);
        Assert.Contains("Unable to find image '127.0.0.1:1/no-such-image:foo' locally", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1: connect: connection refused", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void An_unknown_flag_is_125(string client) => daemon.Client(client, "run", "--no-such-flag", "busybox").Exited(125);

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Environment_directory_user_and_hostname_are_as_asked(string client)
    {
        var output = daemon.Client(client, "run", "--rm", "-e", "A=b c", "-w", "/tmp", "-u", "1000:100", "-h", "box", "busybox",
            "sh", "-c", "echo $A; pwd; id -u; id -g; hostname").Ok().Output;
        Assert.Equal("b c\n/tmp\n1000\n100\nbox\n", output);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void A_user_by_name_gets_its_groups(string client) =>
        Assert.Equal("uid=1000(user) gid=1000(user) groups=100(users),1000(user)",
            string.Join(' ', daemon.Client(client, "run", "--rm", "-u", "user", "busybox", "id").Ok().Line.Split(' ').Select(Sorted)));

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Detached_prints_the_id_and_rm_removes(string client)
    {
        var id = daemon.Client(client, "run", "-d", "--rm", "busybox", "sleep", "300").Ok().Line;
        Assert.Matches("^[0-9a-f]{64}$", id);
        Assert.Contains(id[..12], daemon.Client(client, "ps").Ok().Output, StringComparison.Ordinal);
        daemon.Client(client, "stop", "-t", "0", id).Ok();
        Shell.Until(() => daemon.Client(client, "inspect", id).ExitCode == 1, "the container is removed");
    }

    [Fact]
    public void Limits_are_set_in_the_cgroup_and_seen_by_inspect()
    {
        var id = daemon.Davit("run", "-d", "-m", "64m", "--cpus", "0.5", "--pids-limit", "50", "busybox", "sleep", "300").Ok().Line;
        Assert.Equal("67108864 500000000 50", daemon.Davit("inspect", "-f", "{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}", id).Ok().Line);
        var pid = daemon.Davit("inspect", "-f", "{{.State.Pid}}", id).Ok().Line;
        var cgroup = File.ReadLines($"/proc/{pid}/cgroup").First(line => line.Contains("memory", StringComparison.Ordinal) || line.StartsWith("0::", StringComparison.Ordinal));
        Assert.Contains(id, Shell.Sh($"grep -rl '^{pid}$' /sys/fs/cgroup/*/davit/{id}/cgroup.procs /sys/fs/cgroup/davit/{id}/cgroup.procs 2>/dev/null").Output, StringComparison.Ordinal);
        Assert.NotEmpty(cgroup);
        daemon.Davit("rm", "-f", id).Ok();
    }

    [Fact]
    public void A_container_killed_for_memory_says_so()
    {
        var outcome = daemon.Davit("run", "--name", "oom", "-m", "16m", "--memory-swap", "16m", "busybox", "sh", "-c", "x=a; while :; do x=$x$x; done");
        outcome.Exited(137);
        Assert.Equal("true", daemon.Davit("inspect", "-f", "{{.State.OOMKilled}}", "oom").Ok().Line);
        Assert.Contains("memory", outcome.Error, StringComparison.OrdinalIgnoreCase);
        daemon.Davit("rm", "oom").Ok();
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void The_default_security_is_dockers(string client)
    {
        var status = daemon.Client(client, "run", "--rm", "busybox", "cat", "/proc/self/status").Ok().Output;
        Assert.Contains("CapEff:\t00000000a80425fb", status, StringComparison.Ordinal);
        Assert.Contains("CapBnd:\t00000000a80425fb", status, StringComparison.Ordinal);
        Assert.Contains("CapInh:\t0000000000000000", status, StringComparison.Ordinal);
        Assert.Contains("Seccomp:\t2", status, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Privileged_has_every_capability_and_no_filter(string client)
    {
        var status = daemon.Client(client, "run", "--rm", "--privileged", "busybox", "cat", "/proc/self/status").Ok().Output;
        Assert.Contains("CapEff:\t000001ff", status, StringComparison.Ordinal);
        Assert.Contains("Seccomp:\t0", status, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void A_read_only_root_with_a_tmpfs(string client)
    {
        var outcome = daemon.Client(client, "run", "--rm", "--read-only", "--tmpfs", "/scratch:size=1m", "busybox",
            "sh", "-c", "touch /scratch/ok && echo written; touch /no 2>&1; df -k /scratch | tail -1 | awk '{print $2}'");
        Assert.Contains("written", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Read-only file system", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith("1024\n", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Bind_mounts_show_the_hosts_files_and_read_only_refuses_writing(string client)
    {
        var folder = Directory.CreateTempSubdirectory("davit-e2e-bind-").FullName;
        File.WriteAllText(Path.Combine(folder, "hello"), "from the host\n");
        try
        {
            Assert.Equal("from the host", daemon.Client(client, "run", "--rm", "-v", folder + ":/data", "busybox", "cat", "/data/hello").Ok().Line);
            daemon.Client(client, "run", "--rm", "-v", folder + ":/data:ro", "busybox", "touch", "/data/x").Exited(1);
            daemon.Client(client, "run", "--rm", "--mount", $"type=bind,src={folder},dst=/data,readonly", "busybox", "touch", "/data/x").Exited(1);
            daemon.Client(client, "run", "--rm", "-v", folder + ":/data", "busybox", "touch", "/data/x").Ok();
            Assert.True(File.Exists(Path.Combine(folder, "x")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Init_is_process_one_and_reaps()
    {
        var output = daemon.Davit("run", "--rm", "--init", "busybox", "sh", "-c", "(sleep 0.1 &) ; sleep 0.5; cat /proc/1/comm; ps | grep -c '\\[sleep\\]'; true").Ok().Output;
        Assert.DoesNotContain("sh\n", output.Split('\n')[0] + "\n", StringComparison.Ordinal);
        Assert.Equal("0", output.Split('\n')[1]);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Extra_hosts_and_dns_are_written(string client)
    {
        var output = daemon.Client(client, "run", "--rm", "--add-host", "db:10.9.8.7", "--dns", "192.0.2.1", "--dns-search", "example.org", "busybox",
            "cat", "/etc/hosts", "/etc/resolv.conf").Ok().Output;
        Assert.Contains("10.9.8.7\tdb", output, StringComparison.Ordinal);
        Assert.Contains("nameserver 192.0.2.1", output, StringComparison.Ordinal);
        Assert.Contains("search example.org", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cidfile_holds_the_id()
    {
        var file = Path.Combine(daemon.Root, "cid-" + Guid.NewGuid().ToString("n"));
        var id = daemon.Davit("run", "-d", "--cidfile", file, "busybox", "true").Ok().Line;
        Assert.Equal(id, File.ReadAllText(file));
        daemon.Davit("rm", "-f", id).Ok();
    }

    [Fact]
    public void Gpus_without_a_driver_are_refused_clearly()
    {
        var outcome = daemon.Davit("run", "--rm", "--gpus", "all", "busybox", "true").Exited(125);
        Assert.Contains("could not select device driver", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Two_hundred_megabytes_arrive_whole(string client) =>
        Assert.Equal("209715200", Shell.Sh($"{(client == "davit" ? PrivateDaemon.Binary : client)} -H {daemon.Host} run --rm busybox dd if=/dev/zero bs=1M count=200 2>/dev/null | wc -c").Ok().Line);

    private static string Sorted(string field) => field.StartsWith("groups=", StringComparison.Ordinal)
        ? "groups=" + string.Join(',', field[7..].Split(',').Order(StringComparer.Ordinal))
        : field;
}
