using System.Text.Json.Serialization;

namespace Davit.Registry.Listing;

/// <summary>A part of a list of tags (distribution-spec, Listing Tags).</summary>
internal sealed record TagPage
{
    [JsonPropertyName("tags")]
    public IReadOnlyList<string>? Tags { get; init; }
}
