namespace Davit.Engine.Containers;

/// <summary>What a container is, apart from its host (the Engine API's <c>ContainerConfig</c>); null is "not said".</summary>
public sealed record ContainerConfig
{
    public string Hostname { get; init; } = "";

    public string Domainname { get; init; } = "";

    public string User { get; init; } = "";

    public bool AttachStdin { get; init; }

    public bool AttachStdout { get; init; }

    public bool AttachStderr { get; init; }

    /// <summary>Ports as <c>80/tcp</c>.</summary>
    public IReadOnlyList<string>? ExposedPorts { get; init; }

    public bool Tty { get; init; }

    public bool OpenStdin { get; init; }

    public bool StdinOnce { get; init; }

    /// <summary><c>NAME=value</c>; a bare <c>NAME</c> takes the variable of the image away.</summary>
    public IReadOnlyList<string>? Env { get; init; }

    public IReadOnlyList<string>? Cmd { get; init; }

    public HealthConfig? Healthcheck { get; init; }

    public bool? ArgsEscaped { get; init; }

    /// <summary>The image as the user wrote it.</summary>
    public string Image { get; init; } = "";

    /// <summary>Paths that get an anonymous volume.</summary>
    public IReadOnlyList<string>? Volumes { get; init; }

    public string WorkingDir { get; init; } = "";

    public IReadOnlyList<string>? Entrypoint { get; init; }

    public bool? NetworkDisabled { get; init; }

    public string? MacAddress { get; init; }

    public IReadOnlyList<string>? OnBuild { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? StopSignal { get; init; }

    /// <summary>Seconds; -1 waits for ever.</summary>
    public int? StopTimeout { get; init; }

    public IReadOnlyList<string>? Shell { get; init; }
}
