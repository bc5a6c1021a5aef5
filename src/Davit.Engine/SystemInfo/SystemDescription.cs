namespace Davit.Engine.SystemInfo;

/// <summary>What <c>info</c> shows.</summary>
public sealed record SystemDescription
{
    public required string Id { get; init; }

    public int Containers { get; init; }

    public int ContainersRunning { get; init; }

    public int ContainersPaused { get; init; }

    public int ContainersStopped { get; init; }

    public int Images { get; init; }

    public string Driver { get; init; } = "overlay2";

    public IReadOnlyList<(string Name, string Value)> DriverStatus { get; init; } = [];

    public required string DataRoot { get; init; }

    public bool MemoryLimit { get; init; }

    public bool SwapLimit { get; init; }

    public bool CpuCfsPeriod { get; init; }

    public bool CpuCfsQuota { get; init; }

    public bool CpuShares { get; init; }

    public bool CpuSet { get; init; }

    public bool PidsLimit { get; init; }

    public bool OomKillDisable { get; init; }

    public bool Ipv4Forwarding { get; init; }

    public bool Debug { get; init; }

    /// <summary>Open descriptors of the daemon.</summary>
    public int OpenFiles { get; init; }

    /// <summary>Threads of the daemon.</summary>
    public int Threads { get; init; }

    public int EventListeners { get; init; }

    public DateTimeOffset SystemTime { get; init; }

    public string LoggingDriver { get; init; } = "json-file";

    public string CgroupDriver { get; init; } = "cgroupfs";

    public string CgroupVersion { get; init; } = "1";

    public string KernelVersion { get; init; } = "";

    public string OperatingSystem { get; init; } = "";

    public string OsVersion { get; init; } = "";

    public string OsType { get; init; } = "linux";

    public string Architecture { get; init; } = "";

    public int Cpus { get; init; }

    public long MemoryTotal { get; init; }

    public string HostName { get; init; } = "";

    public IReadOnlyList<string> Labels { get; init; } = [];

    public bool Experimental { get; init; }

    public string ServerVersion { get; init; } = "";

    public IReadOnlyDictionary<string, RuntimeProgram> Runtimes { get; init; } = new Dictionary<string, RuntimeProgram>();

    public string DefaultRuntime { get; init; } = "";

    public string InitBinary { get; init; } = "davit-init";

    public IReadOnlyList<string> SecurityOptions { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyList<string> LogPlugins { get; init; } = [];

    public IReadOnlyList<string> VolumePlugins { get; init; } = [];

    public IReadOnlyList<string> NetworkPlugins { get; init; } = [];

    public string HttpProxy { get; init; } = "";

    public string HttpsProxy { get; init; } = "";

    public string NoProxy { get; init; } = "";
}
