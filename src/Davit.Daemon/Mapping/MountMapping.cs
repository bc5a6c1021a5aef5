using Davit.Engine.Containers;
using Wire = Davit.Api.Containers;

namespace Davit.Daemon.Mapping;

/// <summary>Mounts as asked for, both ways, and as they are.</summary>
internal static class MountMapping
{
    public static MountConfig ToEngine(Wire.Mount wire) => new()
    {
        // Swarm's option selects swarm's type, which the engine refuses by name.
        Type = wire.ClusterOptions is null ? wire.Type ?? "" : "cluster",
        Source = wire.Source ?? "",
        Target = wire.Target ?? "",
        ReadOnly = wire.ReadOnly,
        Consistency = wire.Consistency ?? "",
        BindOptions = wire.BindOptions is { } bind ? new BindMountOptions
        {
            Propagation = bind.Propagation ?? "",
            NonRecursive = bind.NonRecursive,
            CreateMountpoint = bind.CreateMountpoint,
            ReadOnlyNonRecursive = bind.ReadOnlyNonRecursive,
            ReadOnlyForceRecursive = bind.ReadOnlyForceRecursive,
        } : null,
        VolumeOptions = wire.VolumeOptions is { } volume ? new VolumeMountOptions
        {
            NoCopy = volume.NoCopy,
            Labels = volume.Labels,
            Subpath = volume.Subpath ?? "",
            DriverName = volume.DriverConfig?.Name ?? "",
            DriverOptions = volume.DriverConfig?.Options,
        } : null,
        TmpfsOptions = wire.TmpfsOptions is { } tmpfs ? new TmpfsMountOptions
        {
            SizeBytes = tmpfs.SizeBytes,
            Mode = tmpfs.Mode,
            Options = tmpfs.Options,
        } : null,
        ImageOptions = wire.ImageOptions is { } image ? new ImageMountOptions { Subpath = image.Subpath ?? "" } : null,
    };

    public static Wire.Mount ToWire(MountConfig mount) => new()
    {
        Type = Text.OrNull(mount.Type),
        Source = Text.OrNull(mount.Source),
        Target = Text.OrNull(mount.Target),
        ReadOnly = mount.ReadOnly,
        Consistency = Text.OrNull(mount.Consistency),
        BindOptions = mount.BindOptions is { } bind ? new Wire.MountBindOptions
        {
            Propagation = Text.OrNull(bind.Propagation),
            NonRecursive = bind.NonRecursive,
            CreateMountpoint = bind.CreateMountpoint,
            ReadOnlyNonRecursive = bind.ReadOnlyNonRecursive,
            ReadOnlyForceRecursive = bind.ReadOnlyForceRecursive,
        } : null,
        VolumeOptions = mount.VolumeOptions is { } volume ? ToWire(volume) : null,
        TmpfsOptions = mount.TmpfsOptions is { } tmpfs ? new Wire.MountTmpfsOptions
        {
            SizeBytes = tmpfs.SizeBytes,
            Mode = tmpfs.Mode,
            Options = tmpfs.Options,
        } : null,
        ImageOptions = mount.ImageOptions is { } image ? new Wire.MountImageOptions { Subpath = Text.OrNull(image.Subpath) } : null,
    };

    public static Wire.MountPoint ToWire(MountPoint mount) => new()
    {
        Type = mount.Type,
        Name = Text.OrNull(mount.Name),
        Source = mount.Source,
        Destination = mount.Destination,
        Driver = Text.OrNull(mount.Driver),
        Mode = mount.Mode,
        RW = mount.ReadWrite,
        Propagation = mount.Propagation,
    };

    private static Wire.MountVolumeOptions ToWire(VolumeMountOptions volume) => new()
    {
        NoCopy = volume.NoCopy,
        Labels = volume.Labels,
        Subpath = Text.OrNull(volume.Subpath),
        DriverConfig = volume.DriverName.Length > 0 || volume.DriverOptions is { Count: > 0 }
            ? new Wire.MountVolumeDriver { Name = Text.OrNull(volume.DriverName), Options = volume.DriverOptions }
            : null,
    };
}
