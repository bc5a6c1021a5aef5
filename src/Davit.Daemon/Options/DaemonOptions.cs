using System.Net;
using Davit.Engine;
using Davit.Engine.Containers;

namespace Davit.Daemon.Options;

/// <summary>What the daemon was told by its flags and its file, checked. Immutable.</summary>
public sealed record DaemonOptions
{
    /// <summary>Absolute path of what must survive a reboot.</summary>
    public required string DataRoot { get; init; }

    /// <summary>Absolute path of what a reboot may take.</summary>
    public required string ExecRoot { get; init; }

    public required string PidFile { get; init; }

    /// <summary>Where the API is served: <c>unix://PATH</c>, <c>tcp://ADDRESS:PORT</c>, <c>fd://</c>.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>Group of unix sockets; a missing group leaves them to root.</summary>
    public string Group { get; init; } = "davit";

    public bool Tls { get; init; }

    public bool TlsVerify { get; init; }

    /// <summary><c>--tls=false</c> or <c>--tlsverify=false</c> was said: TCP without TLS is meant.</summary>
    public bool InsecureTcp { get; init; }

    public string TlsAuthority { get; init; } = "";

    public string TlsCertificate { get; init; } = "";

    public string TlsKey { get; init; } = "";

    public bool Debug { get; init; }

    public string LogLevel { get; init; } = "info";

    public string LogFormat { get; init; } = "text";

    public bool Experimental { get; init; }

    /// <summary>IPv4 address with prefix of the default bridge; null: chosen.</summary>
    public string? BridgeAddress { get; init; }

    /// <summary>Name of an existing bridge to use, <c>none</c> for no bridge; null: our own.</summary>
    public string? Bridge { get; init; }

    public string? FixedCidr { get; init; }

    public int Mtu { get; init; } = 1500;

    public bool Iptables { get; init; } = true;

    public bool IpForward { get; init; } = true;

    public bool IpMasquerade { get; init; } = true;

    public bool InterContainerCommunication { get; init; } = true;

    public IPAddress DefaultBindAddress { get; init; } = IPAddress.Any;

    public IPAddress? HostGatewayAddress { get; init; }

    public IReadOnlyList<(string Base, int Size)> DefaultAddressPools { get; init; } = [];

    public IReadOnlyList<string> Dns { get; init; } = [];

    public IReadOnlyList<string> DnsOptions { get; init; } = [];

    public IReadOnlyList<string> DnsSearch { get; init; } = [];

    public string DefaultRuntime { get; init; } = "davit";

    public IReadOnlyDictionary<string, RuntimeProgram> Runtimes { get; init; } = new Dictionary<string, RuntimeProgram>();

    public string LogDriver { get; init; } = "json-file";

    public IReadOnlyDictionary<string, string> LogOptions { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Ulimit> DefaultUlimits { get; init; } = [];

    /// <summary>Bytes.</summary>
    public long DefaultShmSize { get; init; } = 64L << 20;

    public string DefaultIpcMode { get; init; } = "private";

    /// <summary>Null: private on cgroup v2, host on v1.</summary>
    public string? DefaultCgroupNamespaceMode { get; init; }

    public string CgroupParent { get; init; } = "";

    public string SeccompProfile { get; init; } = "builtin";

    public bool NoNewPrivileges { get; init; }

    public bool Init { get; init; }

    public IReadOnlyList<string> Labels { get; init; } = [];

    public int ShutdownTimeoutSeconds { get; init; } = 15;

    public IReadOnlyList<string> InsecureRegistries { get; init; } = [];

    /// <summary>Where to pull from first, in this order, and for which registry.</summary>
    public IReadOnlyList<RegistryMirror> RegistryMirrors { get; init; } = [];

    public int MaximumConcurrentDownloads { get; init; } = 3;

    public int MaximumConcurrentUploads { get; init; } = 5;

    public int MaximumDownloadAttempts { get; init; } = 5;

    public string HttpProxy { get; init; } = "";

    public string HttpsProxy { get; init; } = "";

    public string NoProxy { get; init; } = "";

    /// <summary>Things to tell at start: options that have no effect here.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The engine's part.</summary>
    public EngineOptions ToEngine(string version, string gitCommit, string buildTime) => new()
    {
        DataRoot = DataRoot,
        ExecRoot = ExecRoot,
        Version = version,
        GitCommit = gitCommit,
        BuildTime = buildTime,
        ApiVersion = Http.ApiVersion.Current.ToString(),
        MinApiVersion = Http.ApiVersion.Minimum.ToString(),
        DefaultRuntime = DefaultRuntime,
        Runtimes = Runtimes,
        LogDriver = LogDriver,
        LogOptions = LogOptions,
        DefaultUlimits = DefaultUlimits,
        Labels = Labels,
        Dns = Dns,
        DnsOptions = DnsOptions,
        DnsSearch = DnsSearch,
        HostGatewayAddress = HostGatewayAddress,
        DefaultShmSize = DefaultShmSize,
        DefaultIpcMode = DefaultIpcMode,
        DefaultCgroupNamespaceMode = DefaultCgroupNamespaceMode,
        CgroupParent = CgroupParent,
        NoNewPrivileges = NoNewPrivileges,
        SeccompProfile = SeccompProfile,
        Init = Init,
        ConcurrentDownloads = MaximumConcurrentDownloads,
        ConcurrentUploads = MaximumConcurrentUploads,
        ShutdownTimeoutSeconds = ShutdownTimeoutSeconds,
        Debug = Debug,
        Experimental = Experimental,
        Iptables = Iptables,
        HttpProxy = HttpProxy,
        HttpsProxy = HttpsProxy,
        NoProxy = NoProxy,
    };
}
