namespace Davit.Api.Volumes;

/// <summary>Size in bytes and number of containers; -1 means not computed.</summary>
public sealed record VolumeUsageData
{
    public long RefCount { get; set; }

    public long Size { get; set; }
}
