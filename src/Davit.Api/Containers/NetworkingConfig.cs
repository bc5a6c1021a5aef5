namespace Davit.Api.Containers;

/// <summary>Which networks a new container joins, by name.</summary>
public sealed record NetworkingConfig
{
    public IReadOnlyDictionary<string, EndpointSettings?>? EndpointsConfig { get; set; }
}
