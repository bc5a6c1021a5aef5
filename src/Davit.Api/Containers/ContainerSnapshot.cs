using System.Text.Json.Serialization;

namespace Davit.Api.Containers;

/// <summary>The snapshotter that keeps a root file system (API 1.52).</summary>
public sealed record ContainerSnapshot
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; set; }
}
