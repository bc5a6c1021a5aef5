using System.Text.Json.Serialization;

namespace Davit.Api.Containers;

/// <summary>Driver of a volume that a mount creates.</summary>
public sealed record MountVolumeDriver
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Options { get; set; }
}
