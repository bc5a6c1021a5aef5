using System.Text.Json.Serialization;

namespace Davit.Storage.Copying;

/// <summary>The JSON inside the header <c>X-Docker-Container-Path-Stat</c>.</summary>
internal sealed record PathStatDocument
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("size")]
    public long Size { get; init; }

    [JsonPropertyName("mode")]
    public uint Mode { get; init; }

    [JsonPropertyName("mtime")]
    public required string ModifiedAt { get; init; }

    [JsonPropertyName("linkTarget")]
    public required string LinkTarget { get; init; }
}
