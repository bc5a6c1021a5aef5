using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary>What runs, in which environment, and what happens around it.</summary>
internal sealed class ProcessFlags
{
    public ListFlag Env { get; } = new("env", 'e', "Set environment variables") { Validate = FlagChecks.Variable };

    public ListFlag EnvFile { get; } = new("env-file", '\0', "Read in a file of environment variables") { Completion = Completion.Files };

    public StringFlag Entrypoint { get; } = new("entrypoint", '\0', "Overwrite the default ENTRYPOINT of the image");

    public StringFlag WorkingDirectory { get; } = new("workdir", 'w', "Working directory inside the container");

    public StringFlag User { get; } = new("user", 'u', "Username or UID (format: <name|uid>[:<group|gid>])");

    public ListFlag GroupAdd { get; } = new("group-add", '\0', "Add additional groups to join");

    public ListFlag Label { get; } = new("label", 'l', "Set meta data on a container") { Validate = FlagChecks.Label };

    public ListFlag LabelFile { get; } = new("label-file", '\0', "Read in a line delimited file of labels") { Completion = Completion.Files };

    public MapFlag Annotation { get; } = new("annotation", '\0', "Add an annotation to the container (passed through to the OCI runtime)");

    public StringFlag Restart { get; } = new("restart", '\0', "Restart policy to apply when a container exits", "no") { Candidates = ["always", "no", "on-failure", "unless-stopped"] };

    public StringFlag StopSignal { get; } = new("stop-signal", '\0', "Signal to stop the container");

    public IntFlag StopTimeout { get; } = new("stop-timeout", '\0', "Timeout (in seconds) to stop a container");

    public BoolFlag Init { get; } = new("init", '\0', "Run an init inside the container that forwards signals and reaps processes");

    public StringFlag Runtime { get; } = new("runtime", '\0', "Runtime to use for this container");

    public StringFlag LogDriver { get; } = new("log-driver", '\0', "Logging driver for the container") { Candidates = ["json-file", "local", "none"] };

    public ListFlag LogOption { get; } = new("log-opt", '\0', "Log driver options");

    public IEnumerable<Flag> All =>
    [
        Env, EnvFile, Entrypoint, WorkingDirectory, User, GroupAdd, Label, LabelFile, Annotation, Restart,
        StopSignal, StopTimeout, Init, Runtime, LogDriver, LogOption,
    ];
}
