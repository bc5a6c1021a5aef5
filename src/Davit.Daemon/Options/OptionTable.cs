using static Davit.Daemon.Options.OptionKind;

namespace Davit.Daemon.Options;

/// <summary>All options: the ones of dockerd, with its names, so that scripts that start it can start this daemon.</summary>
internal static class OptionTable
{
    private const string NoPlugins = "plugins are not supported";

    public static IReadOnlyList<OptionDefinition> All { get; } =
    [
        new("add-runtime", List, "Register an additional OCI compatible runtime (name=path)", Key: ""),
        new("allow-nondistributable-artifacts", List, "Accepted for compatibility; has no effect"),
        new("api-cors-header", Text, "Not supported", Refusal: "cross-origin access to the API is not supported"),
        new("authorization-plugin", List, "Not supported", Key: "authorization-plugins", Refusal: NoPlugins),
        new("bip", Text, "IPv4 address for the default bridge"),
        new("bridge", Text, "Attach containers to a network bridge; \"none\" disables networking", 'b'),
        new("cgroup-parent", Text, "Set parent cgroup for all containers"),
        new("config-file", Text, "Daemon configuration file", Key: "", Default: "/etc/davit/daemon.json"),
        new("containerd", Text, "Accepted for compatibility; has no effect"),
        new("data-root", Text, "Root directory of persistent state", Default: "/var/lib/davit"),
        new("debug", Switch, "Enable debug mode", 'D'),
        new("default-address-pool", List, "Default address pools for local networks", Key: "default-address-pools"),
        new("default-cgroupns-mode", Text, "Default mode for containers cgroup namespace (\"host\" | \"private\")"),
        new("default-ipc-mode", Text, "Default mode for containers ipc (\"shareable\" | \"private\")", Default: "private"),
        new("default-runtime", Text, "Default OCI runtime for containers", Default: "davit"),
        new("default-shm-size", Text, "Default shm size for containers", Default: "64MiB"),
        new("default-ulimit", Map, "Default ulimits for containers", Key: "default-ulimits"),
        new("dns", List, "DNS server to use"),
        new("dns-opt", List, "DNS options to use", Key: "dns-opts"),
        new("dns-search", List, "DNS search domains to use"),
        new("exec-opt", List, "Runtime execution options", Key: "exec-opts"),
        new("exec-root", Text, "Root directory for execution state files", Default: "/run/davit"),
        new("experimental", Switch, "Enable experimental features"),
        new("fixed-cidr", Text, "IPv4 subnet for the default bridge network"),
        new("fixed-cidr-v6", Text, "Not supported", Refusal: "IPv6 on the default bridge is not supported yet"),
        new("group", Text, "Group for the unix socket", 'G', Default: "davit"),
        new("help", Switch, "Print usage", 'h', Key: ""),
        new("host", List, "Daemon socket(s) to connect to", 'H', Key: "hosts"),
        new("host-gateway-ip", Text, "IP address that the special 'host-gateway' string in --add-host resolves to"),
        new("http-proxy", Text, "HTTP proxy URL to use for outgoing traffic"),
        new("https-proxy", Text, "HTTPS proxy URL to use for outgoing traffic"),
        new("icc", Switch, "Enable inter-container communication for the default bridge", Default: "true"),
        new("init", Switch, "Run an init in the container to forward signals and reap processes"),
        new("init-path", Text, "Accepted for compatibility; the init is built in"),
        new("insecure-registry", List, "Enable insecure registry communication", Key: "insecure-registries"),
        new("ip", Text, "Host IP for port publishing from the default bridge network", Default: "0.0.0.0"),
        new("ip-forward", Switch, "Enable IP forwarding in system configuration", Default: "true"),
        new("ip-masq", Switch, "Enable IP masquerading for the default bridge network", Default: "true"),
        new("ip6tables", Switch, "Accepted for compatibility; has no effect", Default: "true"),
        new("iptables", Switch, "Enable addition of firewall rules", Default: "true"),
        new("ipv6", Switch, "Not supported", Refusal: "IPv6 on the default bridge is not supported yet"),
        new("label", List, "Set key=value labels to the daemon", Key: "labels"),
        new("live-restore", Switch, "Accepted for compatibility; containers always outlive the daemon"),
        new("log-driver", Text, "Default driver for container logs", Default: "json-file"),
        new("log-format", Text, "Set the logging format (\"text\" | \"json\")", Default: "text"),
        new("log-level", Text, "Set the logging level (\"debug\" | \"info\" | \"warn\" | \"error\" | \"fatal\")", 'l', Default: "info"),
        new("log-opt", Map, "Default log driver options for containers", Key: "log-opts"),
        new("max-concurrent-downloads", Number, "Set the max concurrent downloads", Default: "3"),
        new("max-concurrent-uploads", Number, "Set the max concurrent uploads", Default: "5"),
        new("max-download-attempts", Number, "Set the max download attempts for each pull", Default: "5"),
        new("metrics-addr", Text, "Not supported", Refusal: "metrics are not supported yet"),
        new("mtu", Number, "Set the MTU for the default bridge network", Default: "1500"),
        new("no-new-privileges", Switch, "Set no-new-privileges by default for new containers"),
        new("no-proxy", Text, "Comma-separated list of hosts or IP addresses for which the proxy is skipped"),
        new("oom-score-adjust", Number, "Accepted for compatibility; has no effect", Default: "0"),
        new("pidfile", Text, "Path to use for daemon PID file (default EXEC-ROOT/davit.pid)", 'p'),
        new("raw-logs", Switch, "Accepted for compatibility; log lines have no colours"),
        new("registry-mirror", List, "Preferred registry mirror", Key: "registry-mirrors"),
        new("rootless", Switch, "Not supported", Refusal: "running without root is not supported yet"),
        new("seccomp-profile", Text, "Path to seccomp profile, \"builtin\" or \"unconfined\"", Default: "builtin"),
        new("selinux-enabled", Switch, "Not supported", Refusal: "SELinux labels are not supported"),
        new("shutdown-timeout", Number, "Set the default shutdown timeout", Default: "15"),
        new("storage-driver", Text, "Storage driver to use (\"overlay2\")", 's', Default: "overlay2"),
        new("storage-opt", List, "Not supported", Key: "storage-opts", Refusal: "the storage driver has no options"),
        new("tls", Switch, "Use TLS; implied by --tlsverify"),
        new("tlscacert", Text, "Trust certs signed only by this CA", Default: "/etc/davit/ca.pem"),
        new("tlscert", Text, "Path to TLS certificate file", Default: "/etc/davit/cert.pem"),
        new("tlskey", Text, "Path to TLS key file", Default: "/etc/davit/key.pem"),
        new("tlsverify", Switch, "Use TLS and verify the remote"),
        new("userland-proxy", Switch, "Accepted for compatibility; there is no process per port", Default: "true"),
        new("userland-proxy-path", Text, "Accepted for compatibility; has no effect"),
        new("userns-remap", Text, "Not supported", Refusal: "user namespace remapping of all containers is not supported yet"),
        new("validate", Switch, "Validate daemon configuration and exit", Key: ""),
        new("version", Switch, "Print version information and quit", 'v', Key: ""),
    ];

    public static OptionDefinition? ByName(string name) => All.FirstOrDefault(option => option.Name == name);

    public static OptionDefinition? ByLetter(char letter) => All.FirstOrDefault(option => option.Letter == letter);

    public static OptionDefinition? ByKey(string key) => All.FirstOrDefault(option => option.FileKey.Length > 0 && option.FileKey == key);
}
