using System.Net;

namespace Davit.Engine;

/// <summary>How an engine is set up: roots, defaults of containers, other runtimes. Fixed for the life of the daemon.</summary>
public sealed record EngineOptions
{
    /// <summary>Absolute path of what must survive a reboot (<c>/var/lib/davit</c>).</summary>
    public required string DataRoot { get; init; }

    /// <summary>Absolute path of what a reboot may take (<c>/run/davit</c>).</summary>
    public required string ExecRoot { get; init; }

    /// <summary>Product version as <c>version</c> and <c>info</c> show it.</summary>
    public string Version { get; init; } = "0.1.0";

    public string GitCommit { get; init; } = "";

    public string BuildTime { get; init; } = "";

    public string ApiVersion { get; init; } = "1.51";

    public string MinApiVersion { get; init; } = "1.22";

    public string DefaultRuntime { get; init; } = "davit";

    /// <summary>Other OCI runtimes by name (<c>--add-runtime crun=/usr/bin/crun</c>).</summary>
    public IReadOnlyDictionary<string, RuntimeProgram> Runtimes { get; init; } = new Dictionary<string, RuntimeProgram>();

    public string LogDriver { get; init; } = "json-file";

    public IReadOnlyDictionary<string, string> LogOptions { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Containers.Ulimit> DefaultUlimits { get; init; } = [];

    /// <summary>Daemon labels, <c>key=value</c>, shown by <c>info</c>.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    public IReadOnlyList<string> Dns { get; init; } = [];

    public IReadOnlyList<string> DnsOptions { get; init; } = [];

    public IReadOnlyList<string> DnsSearch { get; init; } = [];

    /// <summary>What <c>host-gateway</c> in <c>--add-host</c> stands for; the default bridge's address when null.</summary>
    public IPAddress? HostGatewayAddress { get; init; }

    public long DefaultShmSize { get; init; } = 64L << 20;

    public string DefaultIpcMode { get; init; } = "private";

    /// <summary><c>private</c> or <c>host</c>; null: private on cgroup v2, host on v1, as dockerd does.</summary>
    public string? DefaultCgroupNamespaceMode { get; init; }

    /// <summary>Parent of the cgroups of containers that ask for none; <c>/davit</c> when empty.</summary>
    public string CgroupParent { get; init; } = "";

    public bool NoNewPrivileges { get; init; }

    /// <summary><c>builtin</c>, <c>unconfined</c> or the path of a profile.</summary>
    public string SeccompProfile { get; init; } = "builtin";

    /// <summary>Use an init in containers that do not say otherwise (<c>daemon --init</c>).</summary>
    public bool Init { get; init; }

    /// <summary>Layers that are pulled at once, over all pulls.</summary>
    public int ConcurrentDownloads { get; init; } = 3;

    /// <summary>Layers that are pushed at once, over all pushes.</summary>
    public int ConcurrentUploads { get; init; } = 5;

    public int ShutdownTimeoutSeconds { get; init; } = 15;

    public bool Debug { get; init; }

    public bool Experimental { get; init; }

    /// <summary>False: only the part of <c>/etc/resolv.conf</c> is used (<c>--iptables=false</c> …), shown by <c>info</c>.</summary>
    public bool Iptables { get; init; } = true;

    public string HttpProxy { get; init; } = "";

    public string HttpsProxy { get; init; } = "";

    public string NoProxy { get; init; } = "";
}
