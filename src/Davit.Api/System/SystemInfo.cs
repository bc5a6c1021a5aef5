using System.Text.Json;
using System.Text.Json.Serialization;

namespace Davit.Api.System;

/// <summary>Answer to <c>GET /info</c>.</summary>
public sealed record SystemInfo
{
    public string ID { get; set; } = "";

    public int Containers { get; set; }

    public int ContainersRunning { get; set; }

    public int ContainersPaused { get; set; }

    public int ContainersStopped { get; set; }

    public int Images { get; set; }

    public string Driver { get; set; } = "";

    public IReadOnlyList<IReadOnlyList<string>> DriverStatus { get; set; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IReadOnlyList<string>>? SystemStatus { get; set; }

    public SystemPlugins Plugins { get; set; } = new();

    public bool MemoryLimit { get; set; }

    public bool SwapLimit { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool KernelMemory { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool KernelMemoryTCP { get; set; }

    public bool CpuCfsPeriod { get; set; }

    public bool CpuCfsQuota { get; set; }

    public bool CPUShares { get; set; }

    public bool CPUSet { get; set; }

    public bool PidsLimit { get; set; }

    public bool IPv4Forwarding { get; set; }

    public bool BridgeNfIptables { get; set; }

    public bool BridgeNfIp6tables { get; set; }

    public bool Debug { get; set; }

    public int NFd { get; set; }

    public bool OomKillDisable { get; set; }

    public int NGoroutines { get; set; }

    public string SystemTime { get; set; } = "";

    public string LoggingDriver { get; set; } = "";

    public string CgroupDriver { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CgroupVersion { get; set; }

    public int NEventsListener { get; set; }

    public string KernelVersion { get; set; } = "";

    public string OperatingSystem { get; set; } = "";

    public string OSVersion { get; set; } = "";

    public string OSType { get; set; } = "";

    public string Architecture { get; set; } = "";

    public string IndexServerAddress { get; set; } = "";

    public RegistryServiceConfig? RegistryConfig { get; set; }

    public int NCPU { get; set; }

    public long MemTotal { get; set; }

    public IReadOnlyList<JsonElement>? GenericResources { get; set; }

    public string DockerRootDir { get; set; } = "";

    public string HttpProxy { get; set; } = "";

    public string HttpsProxy { get; set; } = "";

    public string NoProxy { get; set; } = "";

    public string Name { get; set; } = "";

    public IReadOnlyList<string>? Labels { get; set; }

    public bool ExperimentalBuild { get; set; }

    public string ServerVersion { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClusterStore { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClusterAdvertise { get; set; }

    public IReadOnlyDictionary<string, RuntimeInfo>? Runtimes { get; set; }

    public string DefaultRuntime { get; set; } = "";

    public SwarmInfo Swarm { get; set; } = new();

    public bool LiveRestoreEnabled { get; set; }

    public string Isolation { get; set; } = "";

    public string InitBinary { get; set; } = "";

    public CommitInfo ContainerdCommit { get; set; } = new();

    public CommitInfo RuncCommit { get; set; } = new();

    public CommitInfo InitCommit { get; set; } = new();

    public IReadOnlyList<string> SecurityOptions { get; set; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ProductLicense { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AddressPoolInfo>? DefaultAddressPools { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FirewallInfo? FirewallBackend { get; set; }

    public IReadOnlyList<string>? CDISpecDirs { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DiscoveredDevice>? DiscoveredDevices { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContainerdInfo? Containerd { get; set; }

    public IReadOnlyList<string>? Warnings { get; set; }
}
