namespace Davit.Engine.Networks;

/// <summary>A network as <c>network ls/inspect</c> shows it.</summary>
public sealed record NetworkSummary
{
    public required string Name { get; init; }

    public required string Id { get; init; }

    public DateTimeOffset Created { get; init; }

    public string Scope { get; init; } = "local";

    public required string Driver { get; init; }

    public bool EnableIpv4 { get; init; } = true;

    public bool EnableIpv6 { get; init; }

    public bool Internal { get; init; }

    public IReadOnlyList<NetworkPool> Ipam { get; init; } = [];

    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Running containers on it, by container id; filled by inspect only.</summary>
    public IReadOnlyDictionary<string, NetworkMember> Containers { get; init; } = new Dictionary<string, NetworkMember>();
}
