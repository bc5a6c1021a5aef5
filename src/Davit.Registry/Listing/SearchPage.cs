using System.Text.Json.Serialization;

namespace Davit.Registry.Listing;

/// <summary>What Docker Hub's index found.</summary>
internal sealed record SearchPage
{
    [JsonPropertyName("results")]
    public IReadOnlyList<SearchResult>? Results { get; init; }
}
