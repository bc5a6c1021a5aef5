using System.Text.Json.Serialization;

namespace Davit.Api.Containers;

/// <summary>Body of <c>POST /containers/create</c>.</summary>
public sealed record ContainerCreateRequest : ContainerConfig
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HostConfig? HostConfig { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NetworkingConfig? NetworkingConfig { get; set; }
}
