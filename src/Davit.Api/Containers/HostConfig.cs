using System.Text.Json.Serialization;
using Davit.Api.Json;

namespace Davit.Api.Containers;

/// <summary>The part of a container's configuration that belongs to this host.</summary>
public sealed record HostConfig : Resources
{
    public IReadOnlyList<string>? Binds { get; set; }

    public string ContainerIDFile { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LogConfig? LogConfig { get; set; }

    public string NetworkMode { get; set; } = "";

    public IReadOnlyDictionary<string, IReadOnlyList<PortBinding>?>? PortBindings { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RestartPolicy? RestartPolicy { get; set; }

    public bool AutoRemove { get; set; }

    public string VolumeDriver { get; set; } = "";

    public IReadOnlyList<string>? VolumesFrom { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Mount>? Mounts { get; set; }

    /// <summary>Height, width.</summary>
    public IReadOnlyList<int>? ConsoleSize { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Annotations { get; set; }

    [JsonConverter(typeof(StringOrListConverter))]
    public IReadOnlyList<string>? CapAdd { get; set; }

    [JsonConverter(typeof(StringOrListConverter))]
    public IReadOnlyList<string>? CapDrop { get; set; }

    public string CgroupnsMode { get; set; } = "";

    public IReadOnlyList<string>? Dns { get; set; }

    public IReadOnlyList<string>? DnsOptions { get; set; }

    public IReadOnlyList<string>? DnsSearch { get; set; }

    public IReadOnlyList<string>? ExtraHosts { get; set; }

    public IReadOnlyList<string>? GroupAdd { get; set; }

    public string IpcMode { get; set; } = "";

    public string Cgroup { get; set; } = "";

    public IReadOnlyList<string>? Links { get; set; }

    public int OomScoreAdj { get; set; }

    public string PidMode { get; set; } = "";

    public bool Privileged { get; set; }

    public bool PublishAllPorts { get; set; }

    public bool ReadonlyRootfs { get; set; }

    public IReadOnlyList<string>? SecurityOpt { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? StorageOpt { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Tmpfs { get; set; }

    public string UTSMode { get; set; } = "";

    public string UsernsMode { get; set; } = "";

    /// <summary>Size of <c>/dev/shm</c> in bytes; zero means the daemon's default.</summary>
    public long ShmSize { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Sysctls { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Runtime { get; set; }

    public string Isolation { get; set; } = "";

    public IReadOnlyList<string>? MaskedPaths { get; set; }

    public IReadOnlyList<string>? ReadonlyPaths { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Init { get; set; }
}
