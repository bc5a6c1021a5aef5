using System.Text.Json.Serialization;

namespace Davit.Registry;

/// <summary>A repository that was found.</summary>
public sealed record SearchResult
{
    [JsonPropertyName("name")]
    public string Name { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("description")]
    public string Description { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("star_count")]
    public int StarCount { get; init; }

    [JsonPropertyName("is_official")]
    public bool IsOfficial { get; init; }

    [JsonPropertyName("is_automated")]
    public bool IsAutomated { get; init; }
}
