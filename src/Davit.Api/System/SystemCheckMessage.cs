using System.Text.Json.Serialization;

namespace Davit.Api.System;

/// <summary>
/// One line of <c>POST /davit/system/check</c>. The kind says which members count: <c>progress</c> (id: what is gone through;
/// checked, total), <c>blob</c>, <c>layer</c>, <c>image</c> (damage: id, problem, usedBy, repaired) and, last, <c>summary</c>
/// (checked, damaged, left).
/// </summary>
public sealed record SystemCheckMessage
{
    [JsonPropertyName("kind")]
    public string Kind { get; set; } = "";

    [JsonPropertyName("id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; set; }

    [JsonPropertyName("problem")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Problem { get; set; }

    /// <summary>Images and containers that need the damaged object.</summary>
    [JsonPropertyName("usedBy")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? UsedBy { get; set; }

    [JsonPropertyName("repaired")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Repaired { get; set; }

    [JsonPropertyName("checked")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Checked { get; set; }

    [JsonPropertyName("total")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Total { get; set; }

    /// <summary>How many objects were found damaged.</summary>
    [JsonPropertyName("damaged")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Damaged { get; set; }

    /// <summary>How many of them still are.</summary>
    [JsonPropertyName("left")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Left { get; set; }

    /// <summary>Why the check itself could not be finished; such a line is the last.</summary>
    [JsonPropertyName("error")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; set; }
}
