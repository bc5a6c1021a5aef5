using System.Text.Json.Serialization;

namespace Davit.Api.Stats;

/// <summary>How often the CPU quota held the container back.</summary>
public sealed record ThrottlingData
{
    [JsonPropertyName("periods")]
    public ulong Periods { get; set; }

    [JsonPropertyName("throttled_periods")]
    public ulong ThrottledPeriods { get; set; }

    [JsonPropertyName("throttled_time")]
    public ulong ThrottledTime { get; set; }
}
