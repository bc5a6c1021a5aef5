using Davit.Engine.Volumes;
using Wire = Davit.Api.Volumes;

namespace Davit.Daemon.Mapping;

/// <summary>Volumes.</summary>
internal static class VolumeMapping
{
    public static VolumeCreateRequest ToEngine(Wire.VolumeCreateRequest wire) => new()
    {
        Name = wire.Name ?? "",
        Driver = wire.Driver ?? "",
        DriverOptions = wire.DriverOpts,
        Labels = wire.Labels,
    };

    public static Wire.Volume ToWire(VolumeSummary volume, bool usage) => new()
    {
        CreatedAt = GoTime.Format(volume.CreatedAt),
        Driver = volume.Driver,
        Labels = volume.Labels,
        Mountpoint = volume.Mountpoint,
        Name = volume.Name,
        Options = volume.Options,
        Scope = volume.Scope,
        UsageData = usage ? new Wire.VolumeUsageData { Size = volume.Size, RefCount = volume.RefCount } : null,
    };
}
