using System.Text.Json.Serialization;

namespace Davit.Api.System;

/// <summary>Answer to <c>POST /auth</c>.</summary>
public sealed record AuthResponse
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IdentityToken { get; set; }

    public string Status { get; set; } = "";
}
