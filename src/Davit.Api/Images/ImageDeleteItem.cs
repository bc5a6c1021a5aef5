using System.Text.Json.Serialization;

namespace Davit.Api.Images;

/// <summary>One reference untagged or one image deleted.</summary>
public sealed record ImageDeleteItem
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Untagged { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Deleted { get; set; }
}
