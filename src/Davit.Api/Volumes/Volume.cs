using System.Text.Json;
using System.Text.Json.Serialization;

namespace Davit.Api.Volumes;

/// <summary>A named or anonymous volume.</summary>
public sealed record Volume
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CreatedAt { get; set; }

    public string Driver { get; set; } = "";

    public IReadOnlyDictionary<string, string>? Labels { get; set; }

    public string Mountpoint { get; set; } = "";

    public string Name { get; set; } = "";

    public IReadOnlyDictionary<string, string>? Options { get; set; }

    public string Scope { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, JsonElement>? Status { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VolumeUsageData? UsageData { get; set; }
}
