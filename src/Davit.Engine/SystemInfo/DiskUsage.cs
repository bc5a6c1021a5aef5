using Davit.Engine.Containers;
using Davit.Engine.Images;
using Davit.Engine.Volumes;

namespace Davit.Engine.SystemInfo;

/// <summary>What <c>system df</c> shows; a part that was not asked for is null.</summary>
public sealed record DiskUsage
{
    public long LayersSize { get; init; }

    public IReadOnlyList<ImageSummary>? Images { get; init; }

    public IReadOnlyList<ContainerSummary>? Containers { get; init; }

    public IReadOnlyList<VolumeSummary>? Volumes { get; init; }
}
