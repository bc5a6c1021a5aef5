using System.Text.Json;
using System.Text.Json.Serialization;

namespace Davit.Api.System;

/// <summary>Totals of one kind of object, bytes (API 1.52).</summary>
public sealed record DiskUsagePart
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long ActiveCount { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long TotalCount { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Reclaimable { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long TotalSize { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JsonElement>? Items { get; set; }
}
