namespace Davit.Engine.Containers;

/// <summary>What the network gave a container; empty while it does not run, apart from the names of its networks.</summary>
public sealed record NetworkState
{
    public string SandboxId { get; init; } = "";

    public string SandboxKey { get; init; } = "";

    /// <summary>Published ports by container port; a null list is exposed only.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<HostPortBinding>?> Ports { get; init; } =
        new Dictionary<string, IReadOnlyList<HostPortBinding>?>();

    public IReadOnlyDictionary<string, EndpointState> Networks { get; init; } = new Dictionary<string, EndpointState>();
}
