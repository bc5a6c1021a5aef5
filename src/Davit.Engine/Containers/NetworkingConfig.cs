namespace Davit.Engine.Containers;

/// <summary>The endpoints asked for, by network name or id.</summary>
public sealed record NetworkingConfig
{
    public IReadOnlyDictionary<string, EndpointConfig> Endpoints { get; init; } = new Dictionary<string, EndpointConfig>();
}
