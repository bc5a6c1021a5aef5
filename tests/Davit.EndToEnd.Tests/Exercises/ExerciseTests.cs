using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Exercises;

/// <summary>What every user does on the first day, typed as a learner types it, with both clients.</summary>
[Collection("daemon")]
public sealed class ExerciseTests(SharedDaemon shared)
{
    private readonly PrivateDaemon daemon = shared.Daemon;

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Control_a_web_server(string client)
    {
        var id = daemon.Client(client, "create", "-p", "0:80", "busybox", "sh", "-c", "mkdir -p /html; [ -f /html/index.html ] || echo Welcome > /html/index.html; httpd -f -v -h /html -p 80").Ok().Line;
        var listed = daemon.Client(client, "ps", "-a", "--filter", "id=" + id, "--format", "{{.Status}}|{{.Names}}").Ok().Line;
        Assert.Matches("^Created\\|[a-z]+_[a-z]+$", listed);
        daemon.Client(client, "start", id).Ok();
        var port = daemon.Client(client, "port", id, "80").Ok().Line.Split('\n')[0].Split(':')[^1];
        Shell.Until(() => Page(port) == "Welcome\n", "the welcome page");
        var page = Path.Combine(daemon.Root, "index.html");
        File.WriteAllText(page, "New page\n");
        daemon.Client(client, "cp", page, id + ":/html/index.html").Ok();
        Assert.Equal("New page\n", Page(port));
        Shell.Until(() => daemon.Client(client, "logs", id) is { } logs && (logs.Output + logs.Error).Split("url:").Length + (logs.Output + logs.Error).Split("response:").Length >= 4, "both requests in the log");
        daemon.Client(client, "stop", "-t", "1", id).Ok();
        daemon.Client(client, "rm", id).Ok();
        Assert.Empty(daemon.Client(client, "ps", "-aq", "--filter", "id=" + id).Ok().Line);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Attach_leave_by_exit_and_by_the_detach_keys(string client)
    {
        var id = daemon.Client(client, "run", "-itd", "busybox", "/bin/sh").Ok().Line;
        Assert.StartsWith("Up ", daemon.Client(client, "ps", "--filter", "id=" + id, "--format", "{{.Status}}").Ok().Line, StringComparison.Ordinal);
        var program = client == "davit" ? PrivateDaemon.Binary : client;
        using (var terminal = new Pty([program, "-H", daemon.Host, "attach", id]))
        {
            terminal.Enter("echo $((40+2))");
            terminal.Expect("42");
            terminal.Resize(77, 22);
            Shell.Until(() => { terminal.Enter("stty size"); return terminal.Screen.Contains("22 77", StringComparison.Ordinal); }, "the new size");
            terminal.Key("C-p");
            terminal.Key("C-q");
            terminal.Expect("read escape sequence");
            terminal.Expect("ended:");
        }

        Assert.Equal("true", daemon.Client(client, "inspect", "-f", "{{.State.Running}}", id).Ok().Line);
        using (var terminal = new Pty([program, "-H", daemon.Host, "attach", id]))
        {
            terminal.Enter("exit 3");
            terminal.Expect("ended:3");
        }

        Assert.Equal("false 3", daemon.Client(client, "inspect", "-f", "{{.State.Running}} {{.State.ExitCode}}", id).Ok().Line);
        daemon.Client(client, "rm", id).Ok();
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Exec_detached_then_in_a_terminal_and_remove_while_it_runs(string client)
    {
        var name = "exec-" + client;
        daemon.Client(client, "run", "--name", name, "--rm", "-itd", "debian", "bash").Ok();
        daemon.Client(client, "exec", "-d", name, "touch", "/tmp/execWorks").Ok();
        using var terminal = new Pty([client == "davit" ? PrivateDaemon.Binary : client, "-H", daemon.Host, "exec", "-it", name, "bash"]);
        terminal.Enter("ls /tmp");
        terminal.Expect("execWorks");
        daemon.Client(client, "rm", "-f", name).Ok();
        terminal.Expect("ended:137");
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Health_is_starting_then_healthy_then_unhealthy(string client)
    {
        var name = "health-" + client;
        daemon.Client(client, "run", "-d", "--name", name, "--health-cmd", "test -f /tmp/well", "--health-interval", "300ms", "--health-retries", "2", "--health-start-period", "60s", "--health-start-interval", "300ms",
            "busybox", "sh", "-c", "sleep 1; touch /tmp/well; sleep 300").Ok();
        Assert.Equal("starting", Health(client, name));
        Shell.Until(() => Health(client, name) == "healthy", "healthy");
        Assert.Contains("(healthy)", daemon.Client(client, "ps", "--filter", "name=" + name).Ok().Output, StringComparison.Ordinal);
        daemon.Client(client, "exec", name, "rm", "/tmp/well").Ok();
        Shell.Until(() => Health(client, name) == "unhealthy", "unhealthy");
        Assert.Contains("(unhealthy)", daemon.Client(client, "ps", "--filter", "health=unhealthy").Ok().Output, StringComparison.Ordinal);
        Assert.EndsWith(" 1", daemon.Client(client, "inspect", "-f", "{{range .State.Health.Log}} {{.ExitCode}}{{end}}", name).Ok().Line, StringComparison.Ordinal);
        daemon.Client(client, "rm", "-f", name).Ok();
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void A_volume_outlives_rm_but_not_rm_v(string client)
    {
        var name = "vol-" + client;
        daemon.Client(client, "run", "--name", name, "-v", "/data", "busybox", "sh", "-c", "echo kept > /data/file").Ok();
        var mount = daemon.Client(client, "inspect", "-f", "{{range .Mounts}}{{.Name}} {{.Destination}} {{.Driver}} {{.RW}}{{end}}", name).Ok().Line.Split(' ');
        Assert.Matches("^[0-9a-f]{64}$", mount[0]);
        Assert.Equal(["/data", "local", "true"], mount[1..]);
        Assert.Equal("kept", daemon.Client(client, "run", "--rm", "--volumes-from", name, "busybox", "cat", "/data/file").Ok().Line);
        daemon.Client(client, "rm", name).Ok();
        Assert.Contains(mount[0], daemon.Client(client, "volume", "ls", "-q").Ok().Output, StringComparison.Ordinal);
        daemon.Client(client, "volume", "rm", mount[0]).Ok();

        daemon.Client(client, "run", "--name", name, "-v", "/etc", "busybox", "true").Ok();
        var copied = daemon.Client(client, "inspect", "-f", "{{range .Mounts}}{{.Name}}{{end}}", name).Ok().Line;
        Assert.Contains("root:", daemon.Client(client, "run", "--rm", "-v", copied + ":/there", "busybox", "cat", "/there/passwd").Ok().Output, StringComparison.Ordinal);
        daemon.Client(client, "rm", "-v", name).Ok();
        Assert.DoesNotContain(copied, daemon.Client(client, "volume", "ls", "-q").Ok().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Commit_an_installed_package_and_run_it(string client)
    {
        var name = "cow-" + client;
        daemon.Client(client, null, ["run", "--name", name, "debian", "sh", "-c", "apt-get -q -o Acquire::Retries=5 update && apt-get -q -o Acquire::Retries=5 install -y --no-install-recommends cowsay"], TimeSpan.FromMinutes(5)).Ok();
        Assert.Contains(name, daemon.Client(client, "ps", "-a", "--filter", "name=cow*").Ok().Output, StringComparison.Ordinal);
        daemon.Client(client, "commit", name, "debian-cowsay-" + client).Ok();
        Assert.Contains("debian-cowsay-" + client, daemon.Client(client, "images", "*cowsay*").Ok().Output, StringComparison.Ordinal);
        Assert.Contains("moo", daemon.Client(client, "run", "--rm", "debian-cowsay-" + client, "/usr/games/cowsay", "moo").Ok().Output, StringComparison.Ordinal);
        daemon.Client(client, "rm", name).Ok();
        daemon.Client(client, "rmi", "debian-cowsay-" + client).Ok();
    }

    private static string Page(string port) => Shell.Run("curl", ["-sf", "--max-time", "3", $"http://localhost:{port}/"]).Output;

    private string Health(string client, string name) => daemon.Client(client, "inspect", "-f", "{{.State.Health.Status}}", name).Ok().Line;
}
