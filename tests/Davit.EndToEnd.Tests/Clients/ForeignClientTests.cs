using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Clients;

/// <summary>Clients that others wrote, in the languages they are written in.</summary>
[Collection("daemon")]
public sealed class ForeignClientTests(SharedDaemon shared)
{
    private static readonly string Scripts = Path.Combine(AppContext.BaseDirectory, "Clients");

    // Debian's package, Docker's own, and what people install by hand.
    private static readonly string[] s_composePlaces =
        ["/usr/libexec/docker/cli-plugins/docker-compose", "/usr/lib/docker/cli-plugins/docker-compose", "/usr/local/lib/docker/cli-plugins/docker-compose"];

    private readonly PrivateDaemon daemon = shared.Daemon;

    private Dictionary<string, string> Environment => new() { ["DOCKER_HOST"] = daemon.Host, ["DAVIT_SOCKET"] = daemon.Socket };

    [Fact]
    public void Docker_py_does_what_its_users_do() =>
        Assert.Contains("ok errors", Shell.Run("/usr/bin/python3", [Path.Combine(Scripts, "docker_py.py")], environment: Environment).Ok().Output, StringComparison.Ordinal);

    [Fact]
    public void Dockerode_does_what_its_users_do()
    {
        var folder = Directory.CreateTempSubdirectory("davit-e2e-npm-").FullName;
        try
        {
            File.Copy(Path.Combine(Scripts, "package.json"), Path.Combine(folder, "package.json"));
            File.Copy(Path.Combine(Scripts, "dockerode.js"), Path.Combine(folder, "dockerode.js"));
            Shell.Sh($"cd {folder} && npm install --no-audit --no-fund --silent", limit: TimeSpan.FromMinutes(3)).Ok();
            Assert.Contains("ok list, kill, errors", Shell.Sh($"cd {folder} && node dockerode.js", Environment).Ok().Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Compose_1_starts_answers_and_takes_down() => Compose("/usr/bin/docker-compose");

    [Fact]
    public void Compose_2_starts_answers_and_takes_down()
    {
        var program = s_composePlaces.FirstOrDefault(File.Exists);
        if (System.Environment.GetEnvironmentVariable("DAVIT_PEERS") is { } peers)
        {
            program = Path.Combine(Shell.Run("bash", [peers], limit: TimeSpan.FromMinutes(4)).Ok().Line.Split('\n')[^1], "docker-compose");
        }

        Assert.SkipWhen(program is null, "no Compose v2: the plugin is not installed, and DAVIT_PEERS names no script that unpacks it");
        Compose(program!);
    }

    [Fact]
    public void The_docker_client_of_Debian_works_too() =>
        Assert.Equal("old client", Shell.Run("/usr/bin/docker", ["-H", daemon.Host, "run", "--rm", "busybox", "echo", "old client"]).Ok().Line);

    [Fact]
    public void Skopeo_reads_an_image_from_the_engine()
    {
        var target = Path.Combine(daemon.Root, "skopeo");
        Shell.Run("skopeo", ["copy", "--src-daemon-host", daemon.Host, "docker-daemon:busybox:latest", "oci:" + target + ":busybox"]).Ok();
        Assert.True(File.Exists(Path.Combine(target, "index.json")));
        Directory.Delete(target, recursive: true);
    }

    private void Compose(string program)
    {
        var folder = Directory.CreateTempSubdirectory("davit-e2e-compose-").FullName;
        File.Copy(Path.Combine(Scripts, "compose.yml"), Path.Combine(folder, "docker-compose.yml"));
        try
        {
            Shell.Sh($"cd {folder} && {program} up -d", Environment).Ok();
            var address = Shell.Sh($"cd {folder} && {program} port web 80", Environment).Ok().Line;
            Shell.Until(() => Shell.Run("curl", ["-sf", "--max-time", "2", $"http://{address}/"]).Output == "from compose\n", "the page of the composed service");
            Assert.Contains("web", Shell.Sh($"cd {folder} && {program} ps", Environment).Ok().Output, StringComparison.Ordinal);
            Assert.Equal("in", Shell.Sh($"cd {folder} && {program} exec -T web echo in", Environment).Ok().Line);
        }
        finally
        {
            Shell.Sh($"cd {folder} && {program} down -v -t 1", Environment).Ok();
            Directory.Delete(folder, recursive: true);
        }
    }
}
