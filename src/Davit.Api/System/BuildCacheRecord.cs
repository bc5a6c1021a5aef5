using System.Text.Json.Serialization;

namespace Davit.Api.System;

/// <summary>One record of the build cache.</summary>
public sealed record BuildCacheRecord
{
    public string ID { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Parents { get; set; }

    public string Type { get; set; } = "";

    public string Description { get; set; } = "";

    public bool InUse { get; set; }

    public bool Shared { get; set; }

    public long Size { get; set; }

    public string CreatedAt { get; set; } = "";

    public string? LastUsedAt { get; set; }

    public int UsageCount { get; set; }
}
