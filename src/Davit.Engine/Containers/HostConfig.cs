namespace Davit.Engine.Containers;

/// <summary>What a container takes from its host (the Engine API's <c>HostConfig</c>); null is "not said".</summary>
public sealed record HostConfig
{
    public HostResources Resources { get; init; } = new();

    public IReadOnlyList<string>? Binds { get; init; }

    public string ContainerIdFile { get; init; } = "";

    public LogSettings LogConfig { get; init; } = new();

    public string NetworkMode { get; init; } = "";

    /// <summary>Host bindings by container port (<c>80/tcp</c>).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<HostPortBinding>?>? PortBindings { get; init; }

    public RestartPolicy RestartPolicy { get; init; } = new();

    public bool AutoRemove { get; init; }

    public string VolumeDriver { get; init; } = "";

    public IReadOnlyList<string>? VolumesFrom { get; init; }

    public IReadOnlyList<MountConfig>? Mounts { get; init; }

    /// <summary>Rows and columns of the first console.</summary>
    public ConsoleDimensions ConsoleSize { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public IReadOnlyList<string>? CapAdd { get; init; }

    public IReadOnlyList<string>? CapDrop { get; init; }

    public string CgroupnsMode { get; init; } = "";

    public IReadOnlyList<string>? Dns { get; init; }

    public IReadOnlyList<string>? DnsOptions { get; init; }

    public IReadOnlyList<string>? DnsSearch { get; init; }

    public IReadOnlyList<string>? ExtraHosts { get; init; }

    public IReadOnlyList<string>? GroupAdd { get; init; }

    public string IpcMode { get; init; } = "";

    public string Cgroup { get; init; } = "";

    public IReadOnlyList<string>? Links { get; init; }

    public int OomScoreAdj { get; init; }

    public string PidMode { get; init; } = "";

    public bool Privileged { get; init; }

    public bool PublishAllPorts { get; init; }

    public bool ReadonlyRootfs { get; init; }

    public IReadOnlyList<string>? SecurityOpt { get; init; }

    public IReadOnlyDictionary<string, string>? StorageOpt { get; init; }

    public IReadOnlyDictionary<string, string>? Tmpfs { get; init; }

    public string UTSMode { get; init; } = "";

    public string UsernsMode { get; init; } = "";

    /// <summary>Bytes; zero: the default.</summary>
    public long ShmSize { get; init; }

    public IReadOnlyDictionary<string, string>? Sysctls { get; init; }

    public string Runtime { get; init; } = "";

    public string Isolation { get; init; } = "";

    /// <summary>Null: the default list; empty: nothing is masked.</summary>
    public IReadOnlyList<string>? MaskedPaths { get; init; }

    /// <summary>Null: the default list; empty: nothing is read-only.</summary>
    public IReadOnlyList<string>? ReadonlyPaths { get; init; }

    public bool? Init { get; init; }
}
