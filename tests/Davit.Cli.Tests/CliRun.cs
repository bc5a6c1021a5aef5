using System.Text;
using Davit.Cli.Commands;
using Davit.Testing;

namespace Davit.Cli.Tests;

/// <summary>A command's surroundings: streams in memory, an environment and a home of its own, a fixed time, no daemon.</summary>
internal sealed class CliRun : IDisposable
{
    private readonly TemporaryDirectory _home = new();
    private readonly MemoryStream _output = new();
    private readonly MemoryStream _error = new();

    public CliRun(string program = "docker", string input = "")
    {
        Environment["HOME"] = _home.Path;
        Environment["DOCKER_HOST"] = $"unix://{_home["no.sock"]}";
        Environment["DOCKER_API_VERSION"] = "1.51";
        Context = new CommandContext(program, new MemoryStream(Encoding.UTF8.GetBytes(input)), _output, _error, new FixedTime(), name => Environment.GetValueOrDefault(name));
    }

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public CommandContext Context { get; }

    public string Home => _home.Path;

    public string Output => Encoding.UTF8.GetString(_output.ToArray());

    public string Error => Encoding.UTF8.GetString(_error.ToArray());

    public int Run(params string[] arguments) => CommandRunner.Run(Context, arguments);

    public void Dispose()
    {
        Context.Dispose();
        _home.Dispose();
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    }
}
