using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary>Privileges and namespaces.</summary>
internal sealed class SecurityFlags
{
    private const string CgroupNamespaceUsage = """
        Cgroup namespace to use (host|private)
        'host':    Run the container in the Docker host's cgroup namespace
        'private': Run the container in its own private cgroup namespace
        '':        Use the cgroup namespace as configured by the
                   default-cgroupns-mode option on the daemon (default)
        """;

    public ListFlag CapAdd { get; } = new("cap-add", '\0', "Add Linux capabilities");

    public ListFlag CapDrop { get; } = new("cap-drop", '\0', "Drop Linux capabilities");

    public StringFlag CgroupNamespace { get; } = new("cgroupns", '\0', CgroupNamespaceUsage) { Candidates = ["host", "private"] };

    public StringFlag Ipc { get; } = new("ipc", '\0', "IPC mode to use");

    public StringFlag Isolation { get; } = new("isolation", '\0', "Container isolation technology");

    public StringFlag Pid { get; } = new("pid", '\0', "PID namespace to use");

    public BoolFlag Privileged { get; } = new("privileged", '\0', "Give extended privileges to this container");

    public ListFlag SecurityOption { get; } = new("security-opt", '\0', "Security Options");

    public MapFlag Sysctl { get; } = new("sysctl", '\0', "Sysctl options") { Validate = FlagChecks.Sysctl };

    public StringFlag UserNamespace { get; } = new("userns", '\0', "User namespace to use");

    public StringFlag Uts { get; } = new("uts", '\0', "UTS namespace to use");

    public IEnumerable<Flag> All => [CapAdd, CapDrop, CgroupNamespace, Ipc, Isolation, Pid, Privileged, SecurityOption, Sysctl, UserNamespace, Uts];
}
