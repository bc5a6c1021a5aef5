using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Commands;

/// <summary>Daemons that are started with options of dockerd.</summary>
public sealed class DaemonOptionTests
{
    [Fact]
    public void A_data_root_with_a_path_of_four_hundred_characters_works()
    {
        // Longer than a string option of fsconfig(2) may be: the overlay is mounted as on old kernels.
        using var daemon = new PrivateDaemon(string.Join('/', Enumerable.Repeat(new string('d', 100), 4)), []);
        daemon.NeedImage("busybox", "CMD [\"sh\"]");
        daemon.Davit("run", "--name", "deep", "busybox", "sh", "-c", "echo new >/new").Ok();
        Assert.Contains("A /new", daemon.Davit("diff", "deep").Ok().Line, StringComparison.Ordinal);
        Assert.Equal("new", daemon.Davit("cp", "deep:/new", "-").Ok().Output.Split('\0', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Last(part => part is "new"));
        daemon.Davit("commit", "deep", "committed").Ok();
        Assert.Equal("new", daemon.Davit("run", "--rm", "--user", "nobody", "committed", "cat", "/new").Ok().Line);
        daemon.Davit("rmi", "-f", "committed").Ok();
    }

    [Theory]
    [InlineData("runc")]
    [InlineData("crun")]
    public void Containers_run_on_another_runtime(string runtime)
    {
        using var daemon = new PrivateDaemon("--add-runtime", $"other=/usr/bin/{runtime}");
        daemon.NeedImage("busybox", "CMD [\"sh\"]");
        var first = daemon.Davit("run", "--rm", "--runtime", "other", "busybox", "echo", "hello");
        Assert.SkipWhen(
            runtime == "crun" && first.Error.Contains("hybrid mode not supported", StringComparison.Ordinal),
            "crun refuses hosts with cgroup v1 controllers beside a unified tree; this runs in the virtual machine (tests/vm/crun-guest.sh): " + first.Error.Trim());
        Assert.Equal("hello", first.Ok().Line);
        daemon.Davit("run", "--rm", "--runtime", "other", "busybox", "sh", "-c", "exit 7").Exited(7);
        var id = daemon.Davit("run", "-d", "--runtime", "other", "-m", "64m", "busybox", "sleep", "700").Ok().Line;
        Assert.Equal("inside", daemon.Davit("exec", id, "echo", "inside").Ok().Line);
        Assert.Equal("other", daemon.Davit("inspect", "-f", "{{.HostConfig.Runtime}}", id).Ok().Line);
        daemon.Restart();
        Assert.Equal("running", daemon.Davit("inspect", "-f", "{{.State.Status}}", id).Ok().Line);
        daemon.Davit("rm", "-f", id).Ok();
    }

    [Fact]
    public void The_default_runtime_may_be_called_by_dockers_name()
    {
        using var daemon = new PrivateDaemon("--default-runtime", "runc");
        daemon.NeedImage("busybox");
        Assert.Equal("hello", daemon.Davit("run", "--rm", "busybox", "echo", "hello").Ok().Line);
        Assert.Equal("runc", daemon.Davit("info", "-f", "{{.DefaultRuntime}}").Ok().Line);
    }

    [Fact]
    public void A_runtime_nobody_added_is_named_in_the_error()
    {
        using var daemon = new PrivateDaemon();
        daemon.NeedImage("busybox", "CMD [\"sh\"]");
        Assert.Contains("kata", daemon.Davit("run", "--rm", "--runtime", "kata", "busybox", "true").Exited(125).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_daemons_serve_side_by_side_and_keep_to_themselves()
    {
        using var one = new PrivateDaemon("--bip", "172.29.101.1/24");
        using var other = new PrivateDaemon("--bip", "172.29.102.1/24");
        foreach (var daemon in (PrivateDaemon[])[one, other])
        {
            daemon.NeedImage("busybox", "CMD [\"sh\"]");
            daemon.Davit("run", "-d", "--name", "same", "busybox", "sleep", "702").Ok();
        }

        Assert.Equal("172.29.101.2", one.Davit("inspect", "-f", "{{.NetworkSettings.IPAddress}}", "same").Ok().Line);
        Assert.Equal("172.29.102.2", other.Davit("inspect", "-f", "{{.NetworkSettings.IPAddress}}", "same").Ok().Line);
        one.Restart();
        Assert.Equal("still", other.Davit("exec", "same", "echo", "still").Ok().Line);
        Assert.Equal("still", one.Davit("exec", "same", "echo", "still").Ok().Line);
    }

    [Fact]
    public void Daemons_that_start_at_once_take_different_subnets()
    {
        var daemons = new PrivateDaemon[4];
        try
        {
            Parallel.For(0, daemons.Length, index => daemons[index] = new PrivateDaemon());
            var subnets = daemons.Select(daemon => daemon.Davit("network", "inspect", "-f", "{{(index .IPAM.Config 0).Subnet}}", "bridge").Ok().Line).ToList();
            Assert.Equal(subnets.Count, subnets.Distinct().Count());
        }
        finally
        {
            foreach (var daemon in daemons)
            {
                daemon?.Dispose();
            }
        }
    }

    [Fact]
    public void Tcp_with_client_certificates_serves_those_who_have_one()
    {
        using var certificates = new CertificateFolder();
        var port = Shell.FreePort();
        using var daemon = new PrivateDaemon(
            "-H", $"tcp://127.0.0.1:{port}", "--tlsverify", "--tlscacert", certificates.File("ca.pem"),
            "--tlscert", certificates.File("server.pem"), "--tlskey", certificates.File("server-key.pem"));
        string[] verified =
        [
            "--tlsverify", "--tlscacert", certificates.File("ca.pem"), "--tlscert", certificates.File("cert.pem"),
            "--tlskey", certificates.File("key.pem"), "-H", $"tcp://localhost:{port}", "version", "-f", "{{.Server.APIVersion}}",
        ];
        Assert.StartsWith("1.", Shell.Run("docker", verified).Ok().Line, StringComparison.Ordinal);
        Assert.StartsWith("1.", Shell.Run(PrivateDaemon.Binary, verified).Ok().Line, StringComparison.Ordinal);
        Assert.NotEqual(0, Shell.Run("curl", ["-sf", "--cacert", certificates.File("ca.pem"), $"https://localhost:{port}/_ping"]).ExitCode);
        Assert.Equal("OK", Shell.Run("curl",
            ["-sf", "--cacert", certificates.File("ca.pem"), "--cert", certificates.File("cert.pem"), "--key", certificates.File("key.pem"), $"https://localhost:{port}/_ping"]).Ok().Line);
        Assert.NotEqual(0, Shell.Run("curl", ["-sf", $"http://127.0.0.1:{port}/_ping"]).ExitCode);
    }

    [Fact]
    public void Tcp_without_tls_needs_a_word_and_gives_a_warning()
    {
        var folder = Directory.CreateTempSubdirectory("davit-e2e-tcp-");
        try
        {
            string[] arguments =
            [
                "daemon", "--data-root", Path.Combine(folder.FullName, "data"), "--exec-root", Path.Combine(folder.FullName, "exec"),
                "-H", $"tcp://127.0.0.1:{Shell.FreePort()}",
            ];
            var refused = Shell.Run(PrivateDaemon.Binary, arguments).Exited(1);
            Assert.Contains("TLS", refused.Error + refused.Output, StringComparison.OrdinalIgnoreCase);
            var port = Shell.FreePort();
            using var daemon = new PrivateDaemon("-H", $"tcp://127.0.0.1:{port}", "--tls=false");
            Assert.Equal("OK", Shell.Run("curl", ["-sf", $"http://127.0.0.1:{port}/_ping"]).Ok().Line);
            Assert.Contains("level=warn", File.ReadAllText(daemon.Log), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_configuration_file_of_dockerd_is_understood()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """
                {
                  "debug": true, "labels": ["rack=7"], "log-driver": "json-file", "log-opts": { "max-size": "1m", "max-file": "2" },
                  "default-ulimits": { "nofile": { "Name": "nofile", "Hard": 2048, "Soft": 1024 } }, "dns": ["192.0.2.53"],
                  "default-shm-size": "8M", "live-restore": true, "runtimes": { "other": { "path": "/usr/bin/runc" } }
                }
                """);
            using var daemon = new PrivateDaemon("--config-file", file);
            daemon.NeedImage("busybox", "CMD [\"sh\"]");
            Assert.Equal("[rack=7]", daemon.Client("docker", "info", "-f", "{{.Labels}}").Ok().Line);
            Assert.Contains("other", daemon.Client("docker", "info", "-f", "{{json .Runtimes}}").Ok().Line, StringComparison.Ordinal);
            var output = daemon.Davit("run", "--name", "made", "busybox", "sh", "-c", "ulimit -n; grep nameserver /etc/resolv.conf; df -k /dev/shm | tail -n 1").Ok().Line;
            Assert.StartsWith("1024\nnameserver 192.0.2.53\n", output, StringComparison.Ordinal);
            Assert.Matches("shm +8192 ", output);
            Assert.Equal("map[max-file:2 max-size:1m]", daemon.Davit("inspect", "-f", "{{.HostConfig.LogConfig.Config}}", "made").Ok().Line);

            File.WriteAllText(file, """{ "no-such-key": 1 }""");
            Assert.Contains("no-such-key", Shell.Run(PrivateDaemon.Binary, ["daemon", "--validate", "--config-file", file]).Exited(1).Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
