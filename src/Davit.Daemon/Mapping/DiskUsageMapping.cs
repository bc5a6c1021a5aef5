using Davit.Daemon.Http;
using Davit.Engine;
using Davit.Engine.Containers;
using Davit.Engine.SystemInfo;
using Wire = Davit.Api.System;

namespace Davit.Daemon.Mapping;

/// <summary>Disk usage: the lists that clients add up themselves, and since 1.52 the sums.</summary>
internal static class DiskUsageMapping
{
    /// <summary>Which parts a request wants; none named: all.</summary>
    /// <exception cref="EngineException">An unknown part.</exception>
    public static DiskUsageRequest Parts(ApiRequest request)
    {
        var types = request.Version < new ApiVersion(1, 42) ? [] : request.QueryList("type");
        foreach (var type in types)
        {
            if (type is not ("container" or "image" or "volume" or "build-cache"))
            {
                throw new EngineException(ErrorKind.InvalidParameter, $"unknown object type: {type}");
            }
        }

        return types.Count == 0
            ? new DiskUsageRequest()
            : new DiskUsageRequest(types.Contains("image"), types.Contains("container"), types.Contains("volume"));
    }

    public static Wire.DiskUsage ToWire(DiskUsage usage, ApiRequest request) => new()
    {
        LayersSize = usage.LayersSize,
        Images = ResourcesMapping.List(usage.Images, image => ImageMapping.ToWire(image, request.Version)),
        Containers = ResourcesMapping.List(usage.Containers, ContainerMapping.ToWire),
        Volumes = ResourcesMapping.List(usage.Volumes, volume => VolumeMapping.ToWire(volume, usage: true)),
        BuildCache = request.QueryList("type") is { Count: > 0 } types && !types.Contains("build-cache") ? null : [],
        BuilderSize = 0,
        ImageUsage = usage.Images is { } images ? new Wire.DiskUsagePart
        {
            TotalCount = images.Count,
            ActiveCount = images.Count(image => image.Containers > 0),
            TotalSize = usage.LayersSize,
            Reclaimable = images.Where(image => image.Containers == 0).Sum(image => image.Size - Math.Max(image.SharedSize, 0)),
        } : null,
        ContainerUsage = usage.Containers is { } containers ? new Wire.DiskUsagePart
        {
            TotalCount = containers.Count,
            ActiveCount = containers.Count(container => container.Record.State.Status is ContainerStatus.Running or ContainerStatus.Paused or ContainerStatus.Restarting),
            TotalSize = containers.Sum(container => container.SizeRw ?? 0),
            Reclaimable = containers.Where(container => !container.Record.State.IsRunning).Sum(container => container.SizeRw ?? 0),
        } : null,
        VolumeUsage = usage.Volumes is { } volumes ? new Wire.DiskUsagePart
        {
            TotalCount = volumes.Count,
            ActiveCount = volumes.Count(volume => volume.RefCount > 0),
            TotalSize = volumes.Sum(volume => Math.Max(volume.Size, 0)),
            Reclaimable = volumes.Where(volume => volume.RefCount == 0).Sum(volume => Math.Max(volume.Size, 0)),
        } : null,
        BuildCacheUsage = new Wire.DiskUsagePart(),
    };
}
