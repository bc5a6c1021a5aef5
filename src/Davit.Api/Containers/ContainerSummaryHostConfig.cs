using System.Text.Json.Serialization;

namespace Davit.Api.Containers;

/// <summary>The part of HostConfig a listing shows.</summary>
public sealed record ContainerSummaryHostConfig
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NetworkMode { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Annotations { get; set; }
}
