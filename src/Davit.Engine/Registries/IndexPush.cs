namespace Davit.Engine.Registries;

/// <summary>An index to put under a name.</summary>
public sealed record IndexPush
{
    /// <summary>Host, repository and tag.</summary>
    public required string Target { get; init; }

    public required string MediaType { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>Manifests of the index in other repositories of the registry, as <c>host/repository@digest</c>.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    public Credentials? Credentials { get; init; }
}
