using System.Text.Json.Serialization;

namespace Davit.Api.Images;

/// <summary>What this engine alone knows of an image.</summary>
public sealed record ImageMetadata
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LastTagTime { get; set; }
}
