using System.Text.Json;
using Davit.Engine.Containers;

namespace Davit.Engine.Tests.Containers;

public sealed class ContainerStoreTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("davit-engine-").FullName;

    [Fact]
    public void A_record_comes_back_as_it_was()
    {
        var record = Sample.Record with
        {
            HostConfig = Sample.Record.HostConfig with
            {
                Binds = ["/a:/b"],
                PortBindings = new Dictionary<string, IReadOnlyList<HostPortBinding>?> { ["80/tcp"] = [new HostPortBinding("", "8080")] },
                Resources = new HostResources { Memory = 7 << 20, Ulimits = [new Ulimit("nofile", 1, 2)], Devices = [new DeviceMapping("/dev/a", "/dev/b", "r")] },
                ConsoleSize = new ConsoleDimensions(24, 80),
            },
            Mounts = [new MountPoint { Type = "volume", Name = "v", Destination = "/v", ReadWrite = false }],
            State = new ContainerState
            {
                Status = ContainerStatus.Exited,
                ExitCode = 3,
                FinishedAt = Sample.Record.Created,
                Health = new HealthState { Status = HealthStatus.Unhealthy, Log = [new HealthProbe(Sample.Record.Created, Sample.Record.Created, 1, "no")] },
            },
        };
        var store = new ContainerStore(directory, EngineLog.None);
        Directory.CreateDirectory(store.DirectoryOf(record.Id));
        store.Save(record);
        var (records, leftovers) = store.Load();
        Assert.Empty(leftovers);
        Assert.Equal(Json(record), Json(Assert.Single(records)));
        Assert.False(records[0].Mounts[0].ReadWrite);
    }

    [Fact]
    public void A_directory_without_a_readable_record_is_a_leftover()
    {
        var store = new ContainerStore(directory, EngineLog.None);
        Directory.CreateDirectory(store.DirectoryOf("one"));
        Directory.CreateDirectory(store.DirectoryOf("two"));
        File.WriteAllText(Path.Combine(store.DirectoryOf("two"), "container.json"), "{\"Id\":");
        var (records, leftovers) = store.Load();
        Assert.Empty(records);
        Assert.Equal(2, leftovers.Count);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private static string Json(ContainerRecord record) => JsonSerializer.Serialize(record, RecordJson.Default.ContainerRecord);
}
