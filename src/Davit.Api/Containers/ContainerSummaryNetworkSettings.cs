namespace Davit.Api.Containers;

/// <summary>The part of NetworkSettings a listing shows.</summary>
public sealed record ContainerSummaryNetworkSettings
{
    public IReadOnlyDictionary<string, EndpointSettings>? Networks { get; set; }
}
