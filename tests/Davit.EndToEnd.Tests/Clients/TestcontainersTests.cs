using Davit.EndToEnd.Tests.Support;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;

namespace Davit.EndToEnd.Tests.Clients;

[Collection("daemon")]
public sealed class TestcontainersTests(SharedDaemon shared)
{
    private readonly PrivateDaemon daemon = shared.Daemon;

    [Fact]
    public async Task A_container_starts_waits_answers_and_goes()
    {
        // the reaper's own image cannot be had without a registry
        TestcontainersSettings.ResourceReaperEnabled = false;
        await using var container = new ContainerBuilder("busybox:latest")
            .WithDockerEndpoint(daemon.Host)
            .WithCommand("sh", "-c", "mkdir /www; echo tested > /www/index.html; echo ready; httpd -f -h /www -p 8080")
            .WithPortBinding(8080, assignRandomHostPort: true)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("ready").UntilHttpRequestIsSucceeded(r => r.ForPort(8080).ForPath("/")))
            .Build();
        await container.StartAsync();

        using var http = new HttpClient();
        Assert.Equal("tested\n", await http.GetStringAsync(new Uri($"http://{container.Hostname}:{container.GetMappedPublicPort(8080)}/")));
        var exec = await container.ExecAsync(["echo", "inside"]);
        Assert.Equal(("inside\n", 0L), (exec.Stdout, exec.ExitCode));
        var (stdout, _) = await container.GetLogsAsync();
        Assert.Contains("ready", stdout, StringComparison.Ordinal);
    }
}
