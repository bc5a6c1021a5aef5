using Davit.Engine.Containers;
using Davit.Engine.Events;
using Davit.Images;
using Davit.Storage.Volumes;

namespace Davit.Engine.Creating;

/// <summary>Makes the volumes of a new container and fills the new ones from the image.</summary>
internal sealed class VolumePreparer(EngineCore core)
{
    public IReadOnlyList<MountPoint> Prepare(IReadOnlyList<MountPoint> mounts, ImageRecord image, Rollback rollback)
    {
        var prepared = new List<MountPoint>();
        foreach (var mount in mounts)
        {
            prepared.Add(mount.Type switch
            {
                "volume" => Volume(mount, image, rollback),
                "image" => mount with { Source = core.Images.Resolve(mount.Name).Id.Text },
                _ => mount,
            });
        }

        return prepared;
    }

    private MountPoint Volume(MountPoint mount, ImageRecord image, Rollback rollback)
    {
        var existing = mount.Name.Length > 0 ? core.Volumes.Find(mount.Name) : null;
        var volume = existing ?? core.Volumes.Create(Request(mount));
        if (existing is null)
        {
            core.Events.Volume("create", volume.Name);
            rollback.Add("volume", _ => Task.Run(() => core.Volumes.Remove(volume.Name), CancellationToken.None));
        }

        if (mount.CopyData && image.ChainIds.Count > 0)
        {
            core.Volumes.CopyUp(volume, core.Snapshots.ImageMount(image.ChainIds), mount.Destination);
        }

        return mount with { Name = volume.Name, Source = volume.Mountpoint, Driver = volume.Driver, CopyData = false };
    }

    private static VolumeRequest Request(MountPoint mount)
    {
        var options = mount.Spec?.VolumeOptions;
        return new VolumeRequest
        {
            Name = mount.Name.Length > 0 ? mount.Name : null,
            Labels = options?.Labels ?? new Dictionary<string, string>(),
            Options = options?.DriverOptions ?? new Dictionary<string, string>(),
        };
    }
}
