using System.Text;
using Davit.Cli.Configuration;
using Davit.Cli.Configuration.Credentials;
using Davit.Cli.Terminal;
using Davit.Client;

namespace Davit.Cli;

/// <summary>What a command works with: streams, settings and the client. Made once per process; owns the client.</summary>
internal sealed class CommandContext : IDisposable
{
    private readonly Func<string, string?> _environment;
    private EngineClient? _engine;
    private ConfigFile? _config;

    public CommandContext(string programName, Stream input, Stream output, Stream error, TimeProvider time, Func<string, string?> environment)
    {
        ProgramName = programName;
        Input = input;
        Output = output;
        ErrorOutput = error;
        Time = time;
        _environment = environment;
        Out = new StreamWriter(output, new UTF8Encoding(false), 16 * 1024, leaveOpen: true) { NewLine = "\n" };
        Error = new StreamWriter(error, new UTF8Encoding(false), 1024, leaveOpen: true) { NewLine = "\n", AutoFlush = true };
    }

    /// <summary><c>davit</c>, or <c>docker</c> where it was called by that name.</summary>
    public string ProgramName { get; }

    public bool IsDockerName => ProgramName == "docker";

    public Stream Input { get; }

    /// <summary>Raw standard output; flush <see cref="Out"/> before writing to it.</summary>
    public Stream Output { get; }

    public Stream ErrorOutput { get; }

    /// <summary>Buffered; flushed when the command ends.</summary>
    public StreamWriter Out { get; }

    public StreamWriter Error { get; }

    public TimeProvider Time { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public GlobalOptions Globals { get; set; } = new();

    public TerminalDevice Terminal { get; init; } = new();

    public ConfigFile Config => _config ??= ConfigFile.Load(ConfigDirectory, Error);

    public CredentialStore Credentials => field ??= new CredentialStore(this);

    public ContextStore Contexts => field ??= new ContextStore(ConfigDirectory);

    public string ConfigDirectory => Globals.ConfigDirectory ?? Variable("DOCKER_CONFIG") ?? Path.Combine(Variable("HOME") ?? "/", ".docker");

    /// <summary>Opens no connection until the first request. Throws <see cref="CommandException"/> where settings are wrong.</summary>
    public EngineClient Engine => _engine ??= EndpointResolver.Connect(this);

    /// <summary>After this process changed config.json.</summary>
    public void ReloadConfig() => _config = null;

    /// <summary>An environment variable; null where it is unset or empty.</summary>
    public string? Variable(string name) => _environment(name) is { Length: > 0 } value ? value : null;

    public static CommandContext ForProcess()
    {
        var name = Path.GetFileName(Environment.GetCommandLineArgs() is [var first, ..] ? first : "davit");
        return new CommandContext(
            name == "docker" ? "docker" : "davit",
            new StandardStream(0), new StandardStream(1), new StandardStream(2),
            TimeProvider.System, Environment.GetEnvironmentVariable);
    }

    public void Dispose() => _engine?.Dispose();
}
