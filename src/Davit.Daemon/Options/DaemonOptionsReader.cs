using System.Globalization;
using System.Net;
using Davit.Engine;
using Davit.Engine.Containers;

namespace Davit.Daemon.Options;

/// <summary>Turns texts into <see cref="DaemonOptions"/> and refuses what the engine does not have.</summary>
internal sealed class DaemonOptionsReader(RawOptions raw)
{
    private static readonly string[] WithoutEffect =
    [
        "allow-nondistributable-artifacts", "containerd", "init-path", "ip6tables", "oom-score-adjust", "userland-proxy-path",
    ];

    /// <exception cref="OptionException">An option that cannot be had, or two that contradict each other.</exception>
    public static DaemonOptions Read(RawOptions raw) => new DaemonOptionsReader(raw).Read();

    private DaemonOptions Read()
    {
        RefuseUnsupported();
        var execRoot = Rooted(Text("exec-root"));
        var tls = Switch("tls") || Switch("tlsverify");
        var options = new DaemonOptions
        {
            DataRoot = Rooted(Text("data-root")),
            ExecRoot = execRoot,
            PidFile = raw.Has("pidfile") ? Rooted(Text("pidfile")) : Path.Combine(execRoot, "davit.pid"),
            Hosts = raw.Get("host") is { Count: > 0 } hosts ? hosts : ["unix:///run/davit.sock"],
            Group = Text("group"),
            Tls = tls,
            TlsVerify = Switch("tlsverify"),
            InsecureTcp = !tls && (raw.Has("tls") || raw.Has("tlsverify")),
            TlsAuthority = Text("tlscacert"),
            TlsCertificate = Text("tlscert"),
            TlsKey = Text("tlskey"),
            Debug = Switch("debug"),
            LogLevel = Text("log-level"),
            LogFormat = Text("log-format"),
            Experimental = Switch("experimental"),
            BridgeAddress = Optional("bip"),
            Bridge = Optional("bridge"),
            FixedCidr = Optional("fixed-cidr"),
            Mtu = Number("mtu"),
            Iptables = Switch("iptables"),
            IpForward = Switch("ip-forward"),
            IpMasquerade = Switch("ip-masq"),
            InterContainerCommunication = Switch("icc"),
            DefaultBindAddress = IPAddress.Parse(Text("ip")),
            HostGatewayAddress = Optional("host-gateway-ip") is { } gateway ? IPAddress.Parse(gateway) : null,
            DefaultAddressPools = [.. raw.Get("default-address-pool").Select(ReadPool)],
            Dns = raw.Get("dns"),
            DnsOptions = raw.Get("dns-opt"),
            DnsSearch = raw.Get("dns-search"),
            DefaultRuntime = Text("default-runtime"),
            Runtimes = ReadRuntimes(),
            LogDriver = Text("log-driver"),
            LogOptions = ReadMap("log-opt"),
            DefaultUlimits = [.. ReadMap("default-ulimit").Select(limit => ReadUlimit(limit.Key, limit.Value))],
            DefaultShmSize = OptionValues.ParseSize(Text("default-shm-size"))!.Value,
            DefaultIpcMode = Text("default-ipc-mode"),
            DefaultCgroupNamespaceMode = Optional("default-cgroupns-mode"),
            CgroupParent = Text("cgroup-parent"),
            SeccompProfile = Text("seccomp-profile"),
            NoNewPrivileges = Switch("no-new-privileges"),
            Init = Switch("init"),
            Labels = raw.Get("label"),
            ShutdownTimeoutSeconds = Number("shutdown-timeout"),
            InsecureRegistries = raw.Get("insecure-registry"),
            RegistryMirrors = [.. raw.Get("registry-mirror").Select(RegistryMirror.Parse)],
            MaximumConcurrentDownloads = Number("max-concurrent-downloads"),
            MaximumConcurrentUploads = Number("max-concurrent-uploads"),
            MaximumDownloadAttempts = Number("max-download-attempts"),
            HttpProxy = Text("http-proxy"),
            HttpsProxy = Text("https-proxy"),
            NoProxy = Text("no-proxy"),
            Warnings = [.. WithoutEffect.Where(raw.Has).Select(name => $"--{name} has no effect")],
        };
        return Check(options);
    }

    private static DaemonOptions Check(DaemonOptions options)
    {
        if (options is { BridgeAddress: not null, Bridge: not null })
        {
            throw new OptionException("You specified -b & --bip, mutually exclusive options. Please specify only one");
        }

        if (options is { Iptables: false, InterContainerCommunication: false })
        {
            throw new OptionException("You specified --iptables=false with --icc=false. ICC=false uses iptables to function. Please set --icc or --iptables to true");
        }

        if (!options.Runtimes.ContainsKey(options.DefaultRuntime) && !RuntimeProgram.IsOwn(options.DefaultRuntime))
        {
            throw new OptionException($"specified default runtime '{options.DefaultRuntime}' does not exist");
        }

        return options.Mtu is >= 68 and <= 65535 ? options : throw new OptionException($"invalid default MTU: {options.Mtu}");
    }

    private void RefuseUnsupported()
    {
        foreach (var option in OptionTable.All)
        {
            var set = raw.Get(option.Name);
            if (option.Refusal is { } reason && set.Any(value => value.Length > 0 && !(option.Kind is OptionKind.Switch && OptionValues.ParseSwitch(value) == false)))
            {
                throw new OptionException($"{option.Flag}: {reason}");
            }
        }

        if (Text("storage-driver") is not ("overlay2" or "overlay" or "overlayfs") and { } driver)
        {
            throw new OptionException($"--storage-driver: \"{driver}\" is not supported, the storage driver is overlay2");
        }

        foreach (var option in raw.Get("exec-opt"))
        {
            if (option is not "native.cgroupdriver=cgroupfs")
            {
                throw new OptionException($"--exec-opt: \"{option}\" is not supported, the cgroup driver is native.cgroupdriver=cgroupfs");
            }
        }
    }

    private Dictionary<string, RuntimeProgram> ReadRuntimes()
    {
        var runtimes = new Dictionary<string, RuntimeProgram>(raw.Runtimes, StringComparer.Ordinal);
        foreach (var (name, path) in ReadMap("add-runtime"))
        {
            if (RuntimeProgram.IsOwn(name))
            {
                throw new OptionException($"runtime name '{name}' is reserved");
            }

            runtimes[name] = runtimes.ContainsKey(name)
                ? throw new OptionException($"runtime '{name}' was already registered")
                : new RuntimeProgram(path, []);
        }

        return runtimes;
    }

    private Dictionary<string, string> ReadMap(string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in raw.Get(name))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            map[pair[..at]] = pair[(at + 1)..];
        }

        return map;
    }

    private static Ulimit ReadUlimit(string name, string value)
    {
        var parts = value.Split(':');
        if (parts.Length > 2 || !long.TryParse(parts[0], out var soft) || !long.TryParse(parts[^1], out var hard))
        {
            throw new OptionException($"invalid ulimit argument: {name}={value}");
        }

        return soft > hard && hard != -1
            ? throw new OptionException($"ulimit soft limit must be less than or equal to hard limit: {soft} > {hard}")
            : new Ulimit(name, soft, hard);
    }

    private static (string Base, int Size) ReadPool(string text)
    {
        var parts = text.Split(',').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0].Trim(), part => part[1]);
        return parts.TryGetValue("base", out var network) && parts.TryGetValue("size", out var size)
            && IPNetwork.TryParse(network, out _) && int.TryParse(size, out var bits) && bits is > 0 and <= 128
            ? (network, bits)
            : throw new OptionException($"invalid default address pool: {text} (want base=10.0.0.0/8,size=24)");
    }

    private string Text(string name) => raw.Get(name) is [.., var value] ? value : OptionTable.ByName(name)!.Default;

    private string? Optional(string name) => Text(name) is { Length: > 0 } value ? value : null;

    private int Number(string name) => int.Parse(Text(name), CultureInfo.InvariantCulture);

    private bool Switch(string name) => OptionValues.ParseSwitch(Text(name)) ?? false;

    private static string Rooted(string path) => Path.GetFullPath(path);
}
