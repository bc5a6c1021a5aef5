using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Davit.Api.Images;

namespace Davit.Api.Containers;

/// <summary>One row of <c>GET /containers/json</c>.</summary>
public sealed record ContainerSummary
{
    public string Id { get; set; } = "";

    public IReadOnlyList<string> Names { get; set; } = [];

    public string Image { get; set; } = "";

    public string ImageID { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OciDescriptor? ImageManifestDescriptor { get; set; }

    public string Command { get; set; } = "";

    /// <summary>Seconds since 1970.</summary>
    public long Created { get; set; }

    public IReadOnlyList<Port> Ports { get; set; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SizeRw { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SizeRootFs { get; set; }

    public IReadOnlyDictionary<string, string> Labels { get; set; } = ImmutableDictionary<string, string>.Empty;

    public string State { get; set; } = "";

    public string Status { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContainerSummaryHealth? Health { get; set; }

    public ContainerSummaryHostConfig HostConfig { get; set; } = new();

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContainerSummaryNetworkSettings? NetworkSettings { get; set; }

    public IReadOnlyList<MountPoint> Mounts { get; set; } = [];
}
