using System.Text.Json.Serialization;
using Davit.Api.Containers;
using Davit.Api.Images;
using Davit.Api.Volumes;

namespace Davit.Api.System;

/// <summary>Answer to <c>GET /system/df</c>.</summary>
public sealed record DiskUsage
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long LayersSize { get; set; }

    public IReadOnlyList<ImageSummary>? Images { get; set; }

    public IReadOnlyList<ContainerSummary>? Containers { get; set; }

    public IReadOnlyList<Volume>? Volumes { get; set; }

    public IReadOnlyList<BuildCacheRecord>? BuildCache { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? BuilderSize { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DiskUsagePart? ImageUsage { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DiskUsagePart? ContainerUsage { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DiskUsagePart? VolumeUsage { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DiskUsagePart? BuildCacheUsage { get; set; }
}
