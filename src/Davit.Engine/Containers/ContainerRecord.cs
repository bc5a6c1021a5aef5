namespace Davit.Engine.Containers;

/// <summary>
/// Everything known of a container, immutable; the file <c>containers/ID/container.json</c> is this. A reader takes the
/// current one and never waits; only the container's own writer replaces it.
/// </summary>
public sealed record ContainerRecord
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required string Id { get; init; }

    /// <summary>Without the slash that the API puts before it.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Digest of the image's configuration (<c>sha256:…</c>), the image id.</summary>
    public required string ImageId { get; init; }

    /// <summary>Layers of the root, lowest first, by chain id.</summary>
    public IReadOnlyList<string> ChainIds { get; init; } = [];

    /// <summary>Operating system of the image (<c>linux</c>).</summary>
    public string Platform { get; init; } = "linux";

    public string Architecture { get; init; } = "";

    /// <summary>Merged with the image's configuration.</summary>
    public required ContainerConfig Config { get; init; }

    /// <summary>With every default filled in.</summary>
    public required HostConfig HostConfig { get; init; }

    public NetworkingConfig Networking { get; init; } = new();

    /// <summary>The program: first element of entrypoint and command together.</summary>
    public string Path { get; init; } = "";

    public IReadOnlyList<string> Args { get; init; } = [];

    public required ContainerState State { get; init; }

    public IReadOnlyList<MountPoint> Mounts { get; init; } = [];

    public NetworkState Network { get; init; } = new();

    public int RestartCount { get; init; }

    /// <summary>Stopped by hand: <c>unless-stopped</c> does not start it again with the daemon.</summary>
    public bool ManuallyStopped { get; init; }

    public bool HasBeenStarted { get; init; }

    /// <summary>Labels that came from the image, as commit needs them.</summary>
    public string LogPath { get; init; } = "";

    public string HostnamePath { get; init; } = "";

    public string HostsPath { get; init; } = "";

    public string ResolvConfPath { get; init; } = "";

    public string AppArmorProfile { get; init; } = "";

    public string MountLabel { get; init; } = "";

    public string ProcessLabel { get; init; } = "";
}
