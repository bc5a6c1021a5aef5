using System.Text.Json.Serialization;

namespace Davit.Api.System;

/// <summary>Body of every answer that reports a failure.</summary>
public sealed record ErrorResponse
{
    [JsonPropertyName("message")]
    public string Message { get; set; } = "";
}
