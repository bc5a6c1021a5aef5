using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Clients;

/// <summary>Another engine, Debian's dockerd with its containerd, uses <c>davit oci</c> as its runtime.</summary>
public sealed class RuntimeUnderDockerdTests
{
    [Fact]
    public void Dockerd_runs_execs_limits_pauses_and_removes_with_our_runtime()
    {
        using var dockerd = new ForeignDockerd();
        string[] run = ["run", "--runtime", "davit", "--network", "host"];
        Assert.Equal("hello", dockerd.Docker([.. run, "--rm", "busybox", "echo", "hello"]).Ok().Line);
        dockerd.Docker([.. run, "--rm", "busybox", "sh", "-c", "exit 12"]).Exited(12);
        dockerd.Docker([.. run, "--rm", "busybox", "no-such-command"]).Exited(127);
        Assert.Equal("2", dockerd.Docker("a\nb\n", [.. run, "--rm", "-i", "busybox", "wc", "-l"]).Ok().Line);

        var id = dockerd.Docker([.. run, "-d", "-m", "64m", "--cpus", "0.5", "--name", "cc", "busybox", "sleep", "300"]).Ok().Line;
        Assert.Equal("67108864", Shell.Sh($"cat /sys/fs/cgroup/memory/docker/{id}/memory.limit_in_bytes").Line);
        Assert.Equal("in", dockerd.Docker("exec", "cc", "echo", "in").Ok().Line);
        dockerd.Docker("exec", "cc", "sh", "-c", "exit 6").Exited(6);
        dockerd.Docker("exec", "cc", "no-such-command").Exited(126); // as with runc under this version
        Assert.Contains("sleep 300", dockerd.Docker("top", "cc").Ok().Output, StringComparison.Ordinal);
        Assert.Contains("64MiB", dockerd.Docker("stats", "--no-stream", "cc").Ok().Output, StringComparison.Ordinal);
        dockerd.Docker("pause", "cc").Ok();
        Assert.Equal("paused", dockerd.Docker("inspect", "-f", "{{.State.Status}}", "cc").Ok().Line);
        dockerd.Docker("unpause", "cc").Ok();
        dockerd.Docker("update", "-m", "96m", "--memory-swap", "192m", "cc").Ok();
        Assert.Equal("100663296", Shell.Sh($"cat /sys/fs/cgroup/memory/docker/{id}/memory.limit_in_bytes").Line);
        dockerd.Docker("stop", "-t", "1", "cc").Ok();
        Assert.Equal("exited 137", dockerd.Docker("inspect", "-f", "{{.State.Status}} {{.State.ExitCode}}", "cc").Ok().Line);
        dockerd.Docker("start", "cc").Ok();
        dockerd.Docker("kill", "cc").Ok();
        dockerd.Docker("rm", "cc").Ok();
    }

    [Fact]
    public void A_terminal_works_under_dockerd()
    {
        using var dockerd = new ForeignDockerd();
        using var terminal = new Pty(["docker", "-H", dockerd.Host, "run", "--runtime", "davit", "--network", "host", "-it", "--rm", "busybox", "sh"]);
        terminal.Expect("#");
        terminal.Enter("stty size; tty; exit 4");
        terminal.Expect("30 100");
        terminal.Expect("/dev/pts/0");
        terminal.Expect("ended:4");
    }
}
