using System.Text.Json.Serialization;

namespace Davit.Api.Containers;

/// <summary>Body of <c>POST /containers/{id}/update</c>; zero members stay as they are.</summary>
public sealed record ContainerUpdateRequest : Resources
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RestartPolicy? RestartPolicy { get; set; }
}
