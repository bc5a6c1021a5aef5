namespace Davit.Engine.Exec;

/// <summary>A process to run in a running container.</summary>
public sealed record ExecConfig
{
    public string User { get; init; } = "";

    public bool Privileged { get; init; }

    public bool Tty { get; init; }

    public Containers.ConsoleDimensions ConsoleSize { get; init; }

    public bool AttachStdin { get; init; }

    public bool AttachStdout { get; init; }

    public bool AttachStderr { get; init; }

    public bool Detach { get; init; }

    public string? DetachKeys { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    public string WorkingDir { get; init; } = "";

    public IReadOnlyList<string> Cmd { get; init; } = [];
}
