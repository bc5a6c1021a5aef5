using System.Text.Json.Serialization;

namespace Davit.Registry.Http;

/// <summary>The body of a refusal (distribution-spec, Error Codes); <c>details</c> is what some gateways send instead.</summary>
internal sealed record RegistryErrors
{
    [JsonPropertyName("errors")]
    public IReadOnlyList<RegistryError>? Errors { get; init; }

    [JsonPropertyName("details")]
    public string? Details { get; init; }
}
