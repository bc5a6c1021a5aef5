using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Attacks;

/// <summary>Requests that no client sends: a clear refusal, and the daemon goes on.</summary>
[Collection("daemon")]
public sealed class HostileRequestTests(SharedDaemon shared)
{
    private readonly PrivateDaemon daemon = shared.Daemon;

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"Image\": 5}", 400)]
    [InlineData("{\"Image\": \"busybox\", \"Cmd\": {\"a\": 1}}", 400)]
    [InlineData("{\"Image\": \"busybox\", \"HostConfig\": {\"Memory\": \"lots\"}}", 400)]
    [InlineData("{\"Image\": \"busybox\", \"HostConfig\": {\"Memory\": 1}}", 400)]
    [InlineData("{\"Image\": \"no-such-image\"}", 404)]
    [InlineData("{\"Image\": \"\"}", 400)]
    public void A_bad_body_of_create_is_refused_in_dockers_shape(string body, int status)
    {
        var answer = Shell.Run("curl", ["-s", "-w", "\n%{http_code}", "--unix-socket", daemon.Socket, "-H", "Content-Type: application/json", "-d", body, "http://d/v1.47/containers/create"]).Ok().Line.Split('\n');
        Assert.Equal($"{status}", answer[^1]);
        Assert.Contains("\"message\":", answer[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1.10/containers/json", 400)]
    [InlineData("/v9.99/containers/json", 400)]
    [InlineData("/no/such/route", 404)]
    [InlineData("/containers/no-such/json", 404)]
    [InlineData("/containers/..%2f..%2fetc/json", 404)]
    [InlineData("/containers/json?filters=%7B", 400)]
    [InlineData("/containers/json?filters=%7B%22nosuch%22%3A%5B%22x%22%5D%7D", 400)]
    public void A_bad_path_or_query_is_refused(string path, int status) =>
        Assert.Equal($"{status}", Shell.Run("curl", ["-s", "-o", "/dev/null", "-w", "%{http_code}", "--path-as-is", "--unix-socket", daemon.Socket, "http://d" + path]).Ok().Line);

    [Theory]
    [InlineData("../x")]
    [InlineData("a b")]
    [InlineData("-x")]
    [InlineData("ü")]
    [InlineData("a/b")]
    public void A_bad_name_is_refused_and_nothing_is_made(string name)
    {
        var before = daemon.Davit("ps", "-aq").Ok().Output;
        daemon.Davit("create", "--name=" + name, "busybox").Exited(1);
        Assert.Equal(before, daemon.Davit("ps", "-aq").Ok().Output);
    }

    [Theory]
    [InlineData("--network=host -p 80:80 --hostname=x --dns=not-an-address busybox true")]
    [InlineData("--memory=4m --memory-swap=2m busybox true")]
    [InlineData("--cap-add=NO_SUCH_CAP busybox true")]
    [InlineData("--sysctl=kernel.panic=1 busybox true")]
    [InlineData("--ulimit=nofile=10:5 busybox true")]
    [InlineData("-v relative/path:/x:nosuchmode busybox true")]
    [InlineData("-v /tmp:relative busybox true")]
    [InlineData("--restart=always --rm busybox true")]
    [InlineData("--pid=container:no-such busybox true")]
    [InlineData("--runtime=no-such busybox true")]
    [InlineData("--security-opt=no-such=1 busybox true")]
    [InlineData("--log-driver=no-such busybox true")]
    [InlineData("--device=/dev/no-such-device busybox true")]
    [InlineData("-p 99999:80 busybox true")]
    [InlineData("--storage-opt=size=1G busybox true")]
    public void Conflicting_or_senseless_options_are_refused_and_leave_nothing(string options)
    {
        var before = daemon.Davit("ps", "-aq").Ok().Output;
        var outcome = daemon.Davit(["run", "--rm", .. options.Split(' ')]);
        Assert.True(outcome.ExitCode is 125 or 127 or 1, $"exit code {outcome.ExitCode}: {outcome.Error}");
        Assert.NotEmpty(outcome.Error);
        Shell.Until(() => daemon.Davit("ps", "-aq").Ok().Output == before, "nothing was left");
    }

    [Fact]
    public void A_huge_body_is_cut_off_and_the_daemon_goes_on()
    {
        Shell.Sh($"head -c 300000000 /dev/zero | curl -s --max-time 30 -o /dev/null --unix-socket {daemon.Socket} -H 'Content-Type: application/json' -T - -X POST http://d/containers/create");
        Assert.Equal("OK", Shell.Run("curl", ["-s", "--unix-socket", daemon.Socket, "http://d/_ping"]).Ok().Line);
        var kilobytes = int.Parse(Shell.Sh($"awk '/^VmRSS/ {{print $2}}' /proc/{daemon.ProcessId}/status").Line, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(kilobytes < 250_000, $"the daemon holds {kilobytes} kB");
    }
}
