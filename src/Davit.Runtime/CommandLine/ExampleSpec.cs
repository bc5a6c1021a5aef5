using Davit.Oci.Runtime;

namespace Davit.Runtime.CommandLine;

/// <summary>The specification that <c>spec</c> writes: a shell in a root file system beside it, few rights, no network.</summary>
internal static class ExampleSpec
{
    private static readonly string[] Capabilities = ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"];

    public static Spec Default { get; } = new()
    {
        OciVersion = "1.2.0",
        Process = new ProcessSpec
        {
            Terminal = true,
            Args = ["sh"],
            Env = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm"],
            Cwd = "/",
            Capabilities = new CapabilitiesSpec { Bounding = Capabilities, Effective = Capabilities, Permitted = Capabilities },
            Rlimits = [new RlimitSpec { Type = "RLIMIT_NOFILE", Hard = 1024, Soft = 1024 }],
            NoNewPrivileges = true,
        },
        Root = new RootSpec { Path = "rootfs", Readonly = true },
        Hostname = "davit",
        Mounts =
        [
            Mount("/proc", "proc", "proc"),
            Mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
            Mount("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"),
            Mount("/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
            Mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"),
            Mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
            Mount("/sys/fs/cgroup", "cgroup", "cgroup", "nosuid", "noexec", "nodev", "relatime", "ro"),
        ],
        Linux = new LinuxSpec
        {
            Resources = new ResourcesSpec { Devices = [new DeviceCgroupSpec { Allow = false, Access = "rwm" }] },
            Namespaces = [.. Namespaces("pid", "network", "ipc", "uts", "mount", "cgroup")],
            MaskedPaths =
            [
                "/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list",
                "/proc/timer_stats", "/proc/sched_debug", "/sys/firmware", "/proc/scsi",
            ],
            ReadonlyPaths = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"],
        },
    };

    /// <summary>In a user namespace that maps only the caller: no network of its own, no limits, no group of tty.</summary>
    public static Spec Rootless(uint uid, uint gid) => Default with
    {
        Mounts =
        [
            .. Default.Mounts!.Where(m => m.Destination is not ("/sys" or "/sys/fs/cgroup" or "/dev/pts")),
            Mount("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"),
            new MountSpec { Destination = "/sys", Type = "none", Source = "/sys", Options = ["rbind", "nosuid", "noexec", "nodev", "ro"] },
        ],
        Linux = Default.Linux! with
        {
            Resources = null,
            Namespaces = [.. Namespaces("pid", "ipc", "uts", "mount", "cgroup", "user")],
            UidMappings = [new IdMapping { ContainerID = 0, HostID = uid, Size = 1 }],
            GidMappings = [new IdMapping { ContainerID = 0, HostID = gid, Size = 1 }],
        },
    };

    private static IEnumerable<NamespaceSpec> Namespaces(params string[] types) =>
        types.Select(t => new NamespaceSpec { Type = t });

    private static MountSpec Mount(string destination, string type, string source, params string[] options) =>
        new() { Destination = destination, Type = type, Source = source, Options = options.Length == 0 ? null : options };
}
