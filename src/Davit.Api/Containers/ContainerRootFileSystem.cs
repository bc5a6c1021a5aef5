using System.Text.Json.Serialization;

namespace Davit.Api.Containers;

/// <summary>The root file system of a container (API 1.52).</summary>
public sealed record ContainerRootFileSystem
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContainerSnapshot? Snapshot { get; set; }
}
