namespace Davit.Network;

/// <summary>A network as it is on disk and in <c>network inspect</c>. Immutable.</summary>
public sealed record NetworkRecord
{
    /// <summary>64 hex digits, kept for the life of the network.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary><c>bridge</c>, <c>host</c> or <c>null</c>.</summary>
    public required string Driver { get; init; }

    public string Scope { get; init; } = "local";

    public required DateTimeOffset Created { get; init; }

    public bool Internal { get; init; }

    public bool EnableIPv6 { get; init; }

    public IReadOnlyList<SubnetRecord> Subnets { get; init; } = [];

    /// <summary>Docker's driver options, e.g. <c>com.docker.network.bridge.name</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
