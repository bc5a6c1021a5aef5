using System.Text.Json.Serialization;

namespace Davit.Api.Stats;

/// <summary>Block I/O counters of the cgroup.</summary>
public sealed record BlkioStats
{
    [JsonPropertyName("io_service_bytes_recursive")]
    public IReadOnlyList<BlkioStatEntry>? IoServiceBytesRecursive { get; set; }

    [JsonPropertyName("io_serviced_recursive")]
    public IReadOnlyList<BlkioStatEntry>? IoServicedRecursive { get; set; }

    [JsonPropertyName("io_queue_recursive")]
    public IReadOnlyList<BlkioStatEntry>? IoQueueRecursive { get; set; }

    [JsonPropertyName("io_service_time_recursive")]
    public IReadOnlyList<BlkioStatEntry>? IoServiceTimeRecursive { get; set; }

    [JsonPropertyName("io_wait_time_recursive")]
    public IReadOnlyList<BlkioStatEntry>? IoWaitTimeRecursive { get; set; }

    [JsonPropertyName("io_merged_recursive")]
    public IReadOnlyList<BlkioStatEntry>? IoMergedRecursive { get; set; }

    [JsonPropertyName("io_time_recursive")]
    public IReadOnlyList<BlkioStatEntry>? IoTimeRecursive { get; set; }

    [JsonPropertyName("sectors_recursive")]
    public IReadOnlyList<BlkioStatEntry>? SectorsRecursive { get; set; }
}
