namespace Davit.Engine.SystemInfo;

/// <summary>The daemon as a whole.</summary>
public sealed class SystemService
{
    public Task<SystemDescription> DescribeAsync(CancellationToken cancellation) => throw new NotImplementedException();

    public VersionDescription Version() => throw new NotImplementedException();

    public Task<DiskUsage> DiskUsageAsync(DiskUsageRequest request, CancellationToken cancellation) => throw new NotImplementedException();
}
