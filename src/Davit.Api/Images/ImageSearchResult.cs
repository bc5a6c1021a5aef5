using System.Text.Json.Serialization;

namespace Davit.Api.Images;

/// <summary>One hit of <c>GET /images/search</c>.</summary>
public sealed record ImageSearchResult
{
    [JsonPropertyName("star_count")]
    public int StarCount { get; set; }

    [JsonPropertyName("is_official")]
    public bool IsOfficial { get; set; }

    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    [JsonPropertyName("is_automated")]
    public bool IsAutomated { get; set; }

    [JsonPropertyName("description")]
    public string Description { get; set; } = "";
}
