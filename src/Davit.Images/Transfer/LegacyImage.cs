using System.Text.Json.Serialization;
using Davit.Oci.Image;

namespace Davit.Images.Transfer;

/// <summary>The file <c>ID/json</c> of archives before docker 1.10 (moby image/spec/v1.md): one per layer, linked by parent.</summary>
internal sealed record LegacyImage
{
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("parent")]
    public string? Parent { get; init; }

    [JsonPropertyName("created")]
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? Created { get; init; }

    [JsonPropertyName("author")]
    public string? Author { get; init; }

    [JsonPropertyName("comment")]
    public string? Comment { get; init; }

    [JsonPropertyName("architecture")]
    public string? Architecture { get; init; }

    [JsonPropertyName("os")]
    public string? Os { get; init; }

    [JsonPropertyName("docker_version")]
    public string? DockerVersion { get; init; }

    [JsonPropertyName("config")]
    public ImageConfig? Config { get; init; }

    [JsonPropertyName("container_config")]
    public ImageConfig? ContainerConfig { get; init; }

    [JsonPropertyName("throwaway")]
    public bool Throwaway { get; init; }
}
