using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Commands;

/// <summary>Answers that were compared with dockerd's and its client's and differed once.</summary>
[Collection("daemon")]
public sealed class DockerParityTests(SharedDaemon shared)
{
    private readonly PrivateDaemon daemon = shared.Daemon;

    [Fact]
    public void Restart_at_once_after_restart_finds_its_directory_every_time()
    {
        daemon.Davit("run", "-d", "--name", "again", "busybox", "sleep", "1000").Ok();
        for (var round = 0; round < 20; round++)
        {
            daemon.Davit("restart", "-t", "0", "again").Ok();
        }

        daemon.Davit("rm", "-f", "again").Ok();
    }

    [Fact]
    public void A_volume_of_a_container_that_never_ran_can_be_copied_into()
    {
        daemon.Davit("create", "--name", "fresh", "-v", "fresh-data:/new/place", "busybox", "cat", "/new/place/passwd").Ok();
        daemon.Davit("cp", "/etc/passwd", "fresh:/new/place/passwd").Ok();
        Assert.Contains("root:", daemon.Davit("start", "-a", "fresh").Ok().Output, StringComparison.Ordinal);
        Assert.Contains("root:", daemon.Davit("run", "--rm", "-v", "fresh-data:/v", "busybox", "cat", "/v/passwd").Ok().Output, StringComparison.Ordinal);
        Assert.Contains("Could not find the file /nope in container fresh", daemon.Davit("cp", "fresh:/nope", "-").Exited(1).Error, StringComparison.Ordinal);
        daemon.Davit("rm", "fresh").Ok();
        daemon.Davit("volume", "rm", "fresh-data").Ok();
    }

    [Fact]
    public void A_subpath_shows_that_part_of_the_volume_and_no_link_leads_out()
    {
        daemon.Davit("run", "--rm", "-v", "parts:/v", "busybox", "sh", "-c", "mkdir /v/sub; echo inside >/v/sub/file; echo outside >/v/file; ln -s /etc /v/out; ln -s sub /v/in").Ok();
        Assert.Equal("inside", Part("sub").Ok().Line);
        Assert.Equal("inside", Part("in").Ok().Line);
        Assert.Contains("leads out of the volume", Part("out").Exited(125).Error, StringComparison.Ordinal);
        Assert.Contains("has nothing at the subpath", Part("missing").Exited(125).Error, StringComparison.Ordinal);
        daemon.Davit("create", "--name", "part", "--mount", "type=volume,src=parts,dst=/x,volume-subpath=sub", "busybox").Ok();
        Assert.Contains("inside", daemon.Davit("cp", "part:/x/file", "-").Ok().Output, StringComparison.Ordinal);
        daemon.Davit("rm", "part").Ok();
        daemon.Davit("volume", "rm", "parts").Ok();

        Outcome Part(string subpath) =>
            daemon.Davit("run", "--rm", "--mount", $"type=volume,src=parts,dst=/x,volume-subpath={subpath}", "busybox", "cat", "/x/file");
    }

    [Theory]
    [InlineData("{\"publish\":[\"18093\"]}", true)]
    [InlineData("{\"publish\":[\"80/tcp\"]}", false)]
    [InlineData("{\"expose\":[\"80\"]}", true)]
    [InlineData("{\"expose\":[\"18093\"]}", false)]
    public void Publish_means_ports_of_the_host_and_expose_those_of_the_container(string filter, bool found)
    {
        daemon.Davit("run", "-d", "--name", "ports", "-p", "18093:80", "busybox", "sleep", "1000").Ok();
        var list = Get("/v1.51/containers/json?filters=" + Uri.EscapeDataString(filter));
        daemon.Davit("rm", "-f", "ports").Ok();
        Assert.Equal(found, list.Contains("/ports", StringComparison.Ordinal));
    }

    [Fact]
    public void Filters_other_than_status_leave_out_what_does_not_run()
    {
        daemon.Davit("run", "--name", "gone", "busybox", "false").Exited(1);
        Assert.Empty(daemon.Davit("ps", "-q", "--filter", "exited=1").Ok().Line);
        Assert.NotEmpty(daemon.Davit("ps", "-aq", "--filter", "exited=1").Ok().Line);
        Assert.NotEmpty(daemon.Davit("ps", "-q", "--filter", "status=exited").Ok().Line);
        daemon.Davit("rm", "gone").Ok();
    }

    [Fact]
    public void Events_until_a_day_in_a_century_are_followed()
    {
        // The client ends it after a second: what counts is that nothing ends before.
        var outcome = Shell.Run("curl", ["-s", "--max-time", "1", "-o", "/dev/null", "-w", "%{http_code}", "--unix-socket", daemon.Socket, "http://d/events?until=4070908800"]);
        Assert.Equal("200", outcome.Line);
        Assert.Equal(28, outcome.ExitCode);
        Assert.Contains("cannot be after", Get("/events?since=200&until=100"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"Image\":\"busybox\",\"HostConfig\":{\"PidMode\":\"container:nobody\"}}", "No such container: nobody")]
    [InlineData("{\"Image\":\"busybox\",\"HostConfig\":{\"IpcMode\":\"container:nobody\"}}", "No such container: nobody")]
    [InlineData("{\"Image\":\"busybox\",\"HostConfig\":{\"VolumesFrom\":[\"nobody\"]}}", "No such container: nobody")]
    [InlineData("{\"Image\":\"busybox\",\"HostConfig\":{\"Links\":[\"nobody:x\"]}}", "could not get container for nobody")]
    [InlineData("{\"Image\":\"busybox\",\"HostConfig\":{\"Links\":[\"a:b:c\"]}}", "bad format for links: a:b:c")]
    [InlineData("{\"Image\":\"busybox\",\"HostConfig\":{\"Binds\":[\"/a:/b:nocopy\"]}}", "nocopy")]
    [InlineData("{\"Image\":\"busybox\",\"HostConfig\":{\"Tmpfs\":{\"/\":\"\"}}}", "destination can't be '/'")]
    [InlineData("{\"Image\":\"busybox\",\"HostConfig\":{\"RestartPolicy\":{\"MaximumRetryCount\":5}}}", "maximum retry count")]
    [InlineData("{\"Image\":\"busybox\",\"HostConfig\":{\"Mounts\":[{\"Type\":\"volume\",\"Target\":\"/x\",\"ReadOnly\":true}]}}", "anonymous volumes")]
    [InlineData("{\"Image\":\"busybox\",\"HostConfig\":{\"Mounts\":[{\"Type\":\"volume\",\"Target\":\"/x\",\"VolumeOptions\":{\"Subpath\":\"x\"}}]}}", "anonymous volumes")]
    [InlineData("{\"Image\":\"busybox\",\"NetworkingConfig\":{\"EndpointsConfig\":{\"bridge\":{\"MacAddress\":\"x\"}}}}", "invalid MAC address x")]
    public void What_cannot_work_is_refused_when_the_container_is_made(string body, string reason)
    {
        // Never 404, which the docker client takes for a missing image that it then tries to pull.
        var answer = Shell.Run("curl", ["-s", "-w", "\n%{http_code}", "--unix-socket", daemon.Socket, "-H", "Content-Type: application/json", "-d", body, "http://d/containers/create"]).Ok().Line.Split('\n');
        Assert.Equal("400", answer[^1]);
        Assert.Contains(reason, System.Text.Json.JsonDocument.Parse(answer[0]).RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--log-opt", "max-file=3")]
    [InlineData("--log-opt", "mode=non-blocking")]
    [InlineData("--runtime", "runc")]
    [InlineData("--runtime", "io.containerd.runc.v2")]
    [InlineData("-v", "relative")]
    public void What_docker_takes_is_taken(string flag, string value) =>
        Assert.Equal("hello", daemon.Davit("run", "--rm", flag, value, "busybox", "echo", "hello").Ok().Line);

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void A_privileged_container_does_not_miss_a_device(string client) =>
        daemon.Client(client, "run", "--rm", "--privileged", "--device", "/dev/no-such", "busybox", "true").Ok();

    [Theory]
    [InlineData(125, "run", "--rm", "--env-file", "/nope", "busybox", "true")]
    [InlineData(125, "run", "--rm", "--security-opt", "seccomp=/nope", "busybox", "true")]
    [InlineData(126, "run", "--rm", "busybox", "/etc/passwd")]
    [InlineData(1, "run", "-d", "-a", "stdout", "busybox", "true")]
    [InlineData(1, "exec", "-u", "nobody-here", "codes", "true")]
    [InlineData(127, "exec", "-w", "/nope", "codes", "true")]
    [InlineData(64, "inspect", "-f", "{{", "codes")]
    [InlineData(1, "tag", "busybox", "a:b:c")]
    public void Exit_codes_are_dockers(int code, params string[] arguments)
    {
        daemon.Davit("run", "-d", "--name", "codes", "busybox", "sleep", "1000").Ok();
        var outcome = daemon.Davit(arguments);
        daemon.Davit("rm", "-f", "codes").Ok();
        outcome.Exited(code);
    }

    [Fact]
    public void A_container_that_has_ended_knows_its_network()
    {
        daemon.Davit("run", "--name", "ended", "busybox", "true").Ok();
        Assert.Matches("^[0-9a-f]{64}  $", daemon.Davit("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.NetworkID}} {{.EndpointID}} {{.IPAddress}}{{end}}", "ended").Ok().Output.TrimEnd('\n'));
        daemon.Davit("rm", "ended").Ok();
    }

    [Fact]
    public void Commit_tells_that_it_pauses()
    {
        var since = DateTimeOffset.UtcNow.AddSeconds(-1).ToUnixTimeSeconds();
        var id = daemon.Davit("run", "-d", "busybox", "sleep", "1000").Ok().Line;
        daemon.Davit("commit", id, "commit-events").Ok();
        daemon.Davit("commit", "--pause=false", id, "commit-events").Ok();
        daemon.Davit("rm", "-f", id).Ok();
        daemon.Davit("rmi", "commit-events").Ok();
        var until = DateTimeOffset.UtcNow.AddSeconds(1).ToUnixTimeSeconds();
        var events = daemon.Davit("events", "--since", $"{since}", "--until", $"{until}", "--filter", "container=" + id, "--format", "{{.Action}}").Ok().Line.Split('\n');
        Assert.Equal(["pause", "commit", "unpause", "commit"], events.Where(action => action is "pause" or "commit" or "unpause"));
    }

    [Fact]
    public void A_filter_that_events_do_not_have_changes_nothing() =>
        Assert.Equal("", Get("/events?since=1&until=2&filters=" + Uri.EscapeDataString("{\"nosuch\":[\"x\"]}")));

    [Theory]
    [InlineData("1.43", false)]
    [InlineData("1.44", true)]
    public void A_mac_address_of_the_whole_container_is_warned_of(string version, bool warns)
    {
        var answer = Shell.Run("curl", ["-s", "--unix-socket", daemon.Socket, "-H", "Content-Type: application/json", "-d", "{\"Image\":\"busybox\",\"MacAddress\":\"02:42:ac:11:00:09\"}", $"http://d/v{version}/containers/create?name=mac"]).Ok().Line;
        daemon.Davit("rm", "mac").Ok();
        Assert.Equal(warns, answer.Contains("container-wide MacAddress field is now deprecated", StringComparison.Ordinal));
    }

    [Fact]
    public void Inspect_as_json_is_one_array()
    {
        daemon.Davit("create", "--name", "array", "busybox").Ok();
        var json = daemon.Davit("inspect", "-f", "json", "array").Ok().Line;
        daemon.Davit("rm", "array").Ok();
        Assert.Equal("/array", System.Text.Json.JsonDocument.Parse(json).RootElement[0].GetProperty("Name").GetString());
    }

    [Fact]
    public void A_volume_nobody_named_has_dockers_label()
    {
        daemon.Davit("create", "--name", "nameless", "-v", "/data", "busybox").Ok();
        var volume = daemon.Davit("inspect", "-f", "{{range .Mounts}}{{.Name}}{{end}}", "nameless").Ok().Line;
        Assert.Contains(volume, daemon.Davit("volume", "ls", "-q", "-f", "label=com.docker.volume.anonymous").Ok().Output, StringComparison.Ordinal);
        daemon.Davit("rm", "-v", "nameless").Ok();
        Assert.DoesNotContain(volume, daemon.Davit("volume", "ls", "-q").Ok().Output, StringComparison.Ordinal);
    }

    private string Get(string path) => Shell.Run("curl", ["-s", "--unix-socket", daemon.Socket, "http://d" + path]).Ok().Output;
}
