using Davit.Engine.Containers;
using Davit.Engine.Specs;

namespace Davit.Engine.Tests;

/// <summary>Records that tests change.</summary>
internal static class Sample
{
    public static HostFacts Host { get; } = new()
    {
        Architecture = "amd64",
        Cpus = 4,
        OnlineCpus = "0-3",
        MemoryNodes = "0",
        MemoryTotal = 8L << 30,
        SwapAccounting = true,
        Controllers = new HashSet<string> { "memory", "cpu", "cpuset", "pids", "io" },
    };

    public static ContainerRecord Record { get; } = new()
    {
        Id = new string('a', 64),
        Name = "web",
        Created = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
        ImageId = "sha256:" + new string('b', 64),
        Config = new ContainerConfig { Hostname = "box", Image = "debian", Cmd = ["sleep", "1"] },
        HostConfig = new HostConfig { IpcMode = "private", CgroupnsMode = "private", NetworkMode = "bridge", ShmSize = 64 << 20 },
        Path = "sleep",
        Args = ["1"],
        State = new ContainerState(),
    };

    public static SpecInput Input(ContainerRecord record) => new()
    {
        Container = record,
        Host = Host,
        User = new ResolvedUser { Home = "/root", AdditionalGids = [0] },
        NetworkNamespace = "/run/netns/x",
        Hostname = record.Config.Hostname,
        Security = new SecuritySettings { Capabilities = CapabilityPart.Resolve(record.HostConfig.Privileged, record.HostConfig.CapAdd, record.HostConfig.CapDrop) },
        CgroupsPath = "/davit/x",
    };
}
