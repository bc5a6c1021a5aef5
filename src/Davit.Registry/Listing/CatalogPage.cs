using System.Text.Json.Serialization;

namespace Davit.Registry.Listing;

/// <summary>A part of a list of repositories (distribution's HTTP API v2, Catalog).</summary>
internal sealed record CatalogPage
{
    [JsonPropertyName("repositories")]
    public IReadOnlyList<string>? Repositories { get; init; }
}
