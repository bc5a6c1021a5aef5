using System.Text.Json.Serialization;

namespace Davit.Api.System;

/// <summary>Source version of a helper program.</summary>
public sealed record CommitInfo
{
    public string ID { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Expected { get; set; }
}
