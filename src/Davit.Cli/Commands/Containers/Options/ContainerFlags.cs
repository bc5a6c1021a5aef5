using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary>The flags that run and create share: all that docker has, grouped by what they are about.</summary>
internal sealed class ContainerFlags
{
    public BoolFlag Interactive { get; } = new("interactive", 'i', "Keep STDIN open even if not attached");

    public BoolFlag Tty { get; } = new("tty", 't', "Allocate a pseudo-TTY");

    public ListFlag Attach { get; } = new("attach", 'a', "Attach to STDIN, STDOUT or STDERR") { Validate = FlagChecks.Stream, Candidates = ["stdin", "stdout", "stderr"] };

    public StringFlag Name { get; } = new("name", '\0', "Assign a name to the container");

    public StringFlag CidFile { get; } = new("cidfile", '\0', "Write the container ID to the file") { Completion = Completion.Files };

    public StringFlag Platform { get; } = new("platform", '\0', "Set platform if server is multi-platform capable");

    public BoolFlag Quiet { get; } = new("quiet", 'q', "Suppress the pull output");

    public BoolFlag Remove { get; } = new("rm", '\0', "Automatically remove the container and its associated anonymous volumes when it exits");

    public BoolFlag UseApiSocket { get; } = new("use-api-socket", '\0', "Bind mount Docker API socket and required auth");

    public BoolFlag DisableContentTrust { get; } = new("disable-content-trust", '\0', "Skip image verification", initial: true);

    public ProcessFlags Process { get; } = new();

    public ResourceFlags Resources { get; } = new();

    public NetworkFlags Network { get; } = new();

    public StorageFlags Storage { get; } = new();

    public SecurityFlags Security { get; } = new();

    public HealthFlags Health { get; } = new();

    public IEnumerable<Flag> All =>
    [
        Interactive, Tty, Attach, Name, CidFile, Platform, Quiet, Remove, UseApiSocket, DisableContentTrust,
        .. Process.All, .. Resources.All, .. Network.All, .. Storage.All, .. Security.All, .. Health.All,
    ];
}
