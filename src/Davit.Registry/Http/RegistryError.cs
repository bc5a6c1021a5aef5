using System.Text.Json.Serialization;

namespace Davit.Registry.Http;

/// <summary>One reason of a refusal.</summary>
internal sealed record RegistryError
{
    [JsonPropertyName("code")]
    public string? Code { get; init; }

    [JsonPropertyName("message")]
    public string? Message { get; init; }
}
