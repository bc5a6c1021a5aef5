using System.Text;
using Davit.EndToEnd.Tests.Support;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Davit.EndToEnd.Tests.Clients;

[Collection("daemon")]
public sealed class DockerDotNetTests(SharedDaemon shared)
{
    private readonly PrivateDaemon daemon = shared.Daemon;

    [Fact]
    public async Task Create_attach_start_wait_logs_remove()
    {
        using var client = Connect();
        var created = await client.Containers.CreateContainerAsync(new CreateContainerParameters { Image = "busybox", Cmd = ["sh", "-c", "echo out; echo err >&2; exit 3"] });
        Assert.True(await client.Containers.StartContainerAsync(created.ID, new ContainerStartParameters()));
        Assert.Equal(3, (await client.Containers.WaitContainerAsync(created.ID)).StatusCode);
        using var logs = await client.Containers.GetContainerLogsAsync(created.ID, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true });
        var (stdout, stderr) = await logs.ReadOutputToEndAsync(CancellationToken.None);
        Assert.Equal(("out\n", "err\n"), (stdout, stderr));
        await client.Containers.RemoveContainerAsync(created.ID, new ContainerRemoveParameters());
        await Assert.ThrowsAsync<DockerContainerNotFoundException>(() => client.Containers.InspectContainerAsync(created.ID));
    }

    [Fact]
    public async Task Exec_with_stdin_and_exit_code()
    {
        using var client = Connect();
        var created = await client.Containers.CreateContainerAsync(new CreateContainerParameters { Image = "busybox", Cmd = ["sleep", "300"] });
        await client.Containers.StartContainerAsync(created.ID, new ContainerStartParameters());
        Assert.False(await client.Containers.StartContainerAsync(created.ID, new ContainerStartParameters()));
        var exec = await client.Exec.CreateContainerExecAsync(created.ID, new ContainerExecCreateParameters { Cmd = ["cat"], AttachStdin = true, AttachStdout = true });
        using (var stream = await client.Exec.StartContainerExecAsync(exec.ID, new ContainerExecStartParameters()))
        {
            var text = Encoding.UTF8.GetBytes("typed\n");
            await stream.WriteAsync(text, 0, text.Length, CancellationToken.None);
            stream.CloseWrite();
            var (stdout, _) = await stream.ReadOutputToEndAsync(CancellationToken.None);
            Assert.Equal("typed\n", stdout);
        }

        Assert.Equal(0, (await client.Exec.InspectContainerExecAsync(exec.ID)).ExitCode);
        await client.Containers.RemoveContainerAsync(created.ID, new ContainerRemoveParameters { Force = true });
    }

    [Fact]
    public async Task Version_info_images_and_events_decode()
    {
        using var client = Connect();
        Assert.Equal("linux", (await client.System.GetVersionAsync()).Os);
        Assert.NotEmpty((await client.System.GetSystemInfoAsync()).ID);
        Assert.Contains(await client.Images.ListImagesAsync(new ImagesListParameters()), image => image.RepoTags.Contains("busybox:latest"));
        await Assert.ThrowsAsync<DockerImageNotFoundException>(() => client.Images.InspectImageAsync("no-such-image"));
    }

    private DockerClient Connect() => new DockerClientBuilder().WithEndpoint(new Uri(daemon.Host)).Build();
}
