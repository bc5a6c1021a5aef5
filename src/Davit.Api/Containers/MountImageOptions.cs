using System.Text.Json.Serialization;

namespace Davit.Api.Containers;

/// <summary>Options of an image mount.</summary>
public sealed record MountImageOptions
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Subpath { get; set; }
}
