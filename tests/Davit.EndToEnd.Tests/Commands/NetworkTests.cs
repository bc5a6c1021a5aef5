using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Commands;

[Collection("daemon")]
public sealed class NetworkTests(SharedDaemon shared)
{
    private readonly PrivateDaemon daemon = shared.Daemon;

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void A_published_port_answers_on_loopback_and_on_the_hosts_address(string client)
    {
        var id = daemon.Client(client, "run", "-d", "-p", "80", "busybox", "sh", "-c", "mkdir /www; echo welcome > /www/index.html; httpd -f -h /www -p 80").Ok().Line;
        var port = daemon.Client(client, "port", id, "80").Ok().Line.Split('\n')[0].Split(':')[^1];
        var own = Shell.Sh("ip -o -4 addr show scope global | awk '$2 != \"lo\" {split($4, a, \"/\"); print a[1]; exit}'").Line;
        foreach (var address in (string[])["127.0.0.1", own])
        {
            Shell.Until(() => Shell.Run("curl", ["-sf", "--max-time", "3", $"http://{address}:{port}/"]).Output == "welcome\n", $"the page on {address}:{port}");
        }

        daemon.Client(client, "rm", "-f", id).Ok();
        Assert.NotEqual(0, Shell.Run("curl", ["-sf", "--max-time", "2", $"http://127.0.0.1:{port}/"]).ExitCode);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Containers_of_the_bridge_reach_each_other_and_have_an_address(string client)
    {
        var id = daemon.Client(client, "run", "-d", "busybox", "sleep", "300").Ok().Line;
        var address = daemon.Client(client, "inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", id).Ok().Line;
        Assert.Matches(@"^\d+\.\d+\.\d+\.\d+$", address);
        daemon.Client(client, "run", "--rm", "busybox", "ping", "-c", "1", "-W", "3", address).Ok();
        daemon.Client(client, "rm", "-f", id).Ok();
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void None_host_and_container_networks(string client)
    {
        Assert.Equal("lo", daemon.Client(client, "run", "--rm", "--network", "none", "busybox", "ls", "/sys/class/net").Ok().Line);
        Assert.Equal(Shell.Sh("hostname").Line, daemon.Client(client, "run", "--rm", "--network", "host", "busybox", "hostname").Ok().Line);
        var id = daemon.Client(client, "run", "-d", "busybox", "sleep", "300").Ok().Line;
        var theirs = daemon.Client(client, "exec", id, "readlink", "/proc/self/ns/net").Ok().Line;
        Assert.Equal(theirs, daemon.Client(client, "run", "--rm", "--network", "container:" + id, "busybox", "readlink", "/proc/self/ns/net").Ok().Line);
        daemon.Client(client, "rm", "-f", id).Ok();
    }

    [Fact]
    public void A_taken_port_is_refused_and_leaves_nothing_behind()
    {
        var first = daemon.Davit("run", "-d", "-p", "127.0.0.1:28642:80", "busybox", "sleep", "300").Ok().Line;
        var outcome = daemon.Davit("run", "--rm", "-p", "127.0.0.1:28642:80", "busybox", "true").Exited(125);
        Assert.Contains("port is already allocated", outcome.Error, StringComparison.Ordinal);
        daemon.Davit("rm", "-f", first).Ok();
        daemon.Davit("run", "--rm", "-p", "127.0.0.1:28642:80", "busybox", "true").Ok();
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Packages_install_over_the_bridge(string client)
    {
        var outcome = daemon.Client(client, null, ["run", "--rm", "debian", "sh", "-c", "apt-get -q -o Acquire::Retries=5 update >/dev/null && apt-get -q -o Acquire::Retries=5 install -y hostname 2>&1 | tail -1"], TimeSpan.FromMinutes(4));
        outcome.Ok();
    }
}
