using System.Text.Json.Serialization;

namespace Davit.Registry.Authentication;

/// <summary>A token server's answer (distribution, Token Authentication Specification; the names of OAuth2 as well).</summary>
internal sealed record TokenResponse
{
    [JsonPropertyName("token")]
    public string? Token { get; init; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("expires_in")]
    public double? ExpiresIn { get; init; }

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }
}
