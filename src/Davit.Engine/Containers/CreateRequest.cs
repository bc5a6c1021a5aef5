namespace Davit.Engine.Containers;

/// <summary>One <c>create</c> as the client asked for it.</summary>
public sealed record CreateRequest
{
    /// <summary>Empty: a name is made up.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>os/arch[/variant]</c>, empty: the host's.</summary>
    public string Platform { get; init; } = "";

    public ContainerConfig Config { get; init; } = new();

    public HostConfig HostConfig { get; init; } = new();

    public NetworkingConfig Networking { get; init; } = new();

    /// <summary>Version of the client's request, for defaults that changed (1.44: recursive read-only).</summary>
    public string ApiVersion { get; init; } = "";
}
