using System.Text.Json.Serialization;

namespace Davit.Api.System;

/// <summary>One part of the engine and its version.</summary>
public sealed record ComponentVersion
{
    public string Name { get; set; } = "";

    public string Version { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Details { get; set; }
}
