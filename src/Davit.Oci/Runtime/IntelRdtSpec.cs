using System.Text.Json.Serialization;

namespace Davit.Oci.Runtime;

/// <summary>Resource director technology (config-linux.md#intelrdt).</summary>
public sealed record IntelRdtSpec
{
    public string? ClosID { get; init; }
    public string? L3CacheSchema { get; init; }
    public string? MemBwSchema { get; init; }

    [JsonPropertyName("enableCMT")]
    public bool EnableCmt { get; init; }

    [JsonPropertyName("enableMBM")]
    public bool EnableMbm { get; init; }
}
