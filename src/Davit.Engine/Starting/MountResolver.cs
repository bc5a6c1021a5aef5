using Davit.Engine.Containers;
using Davit.Engine.Mounts;
using Davit.Oci;
using Davit.Oci.Runtime;

namespace Davit.Engine.Starting;

/// <summary>A container's binds, volumes and tmpfs as mounts of a specification. Makes missing sources of <c>-v</c>.</summary>
internal sealed class MountResolver(EngineCore core)
{
    /// <exception cref="EngineException">A source that is not there.</exception>
    public IReadOnlyList<MountSpec> Resolve(ContainerRecord record)
    {
        var mounts = new List<MountSpec>();
        foreach (var mount in record.Mounts)
        {
            mounts.Add(Convert(mount));
        }

        foreach (var (path, options) in record.HostConfig.Tmpfs ?? new Dictionary<string, string>())
        {
            mounts.Add(new MountSpec
            {
                Destination = ContainerPath.Clean(path),
                Type = "tmpfs",
                Source = "tmpfs",
                Options = TmpfsOptionText.Parse(options),
            });
        }

        return mounts;
    }

    private MountSpec Convert(MountPoint mount) => mount.Type switch
    {
        "bind" => Bind(mount),
        "volume" => Volume(mount),
        "tmpfs" => new MountSpec { Destination = mount.Destination, Type = "tmpfs", Source = "tmpfs", Options = TmpfsOptionText.Of(mount.Spec!) },
        "image" => Image(mount),
        var other => throw EngineException.Internal($"a mount of the unknown type {other}"),
    };

    private static MountSpec Bind(MountPoint mount)
    {
        if (!Path.Exists(mount.Source))
        {
            if (!mount.CreateSource)
            {
                throw EngineException.Invalid($"invalid mount config for type \"bind\": bind source path does not exist: {mount.Source}");
            }

            try
            {
                Directory.CreateDirectory(mount.Source);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw EngineException.Internal($"error while creating mount source path '{mount.Source}': {failure.Message}", failure);
            }
        }

        return new MountSpec { Destination = mount.Destination, Type = "bind", Source = mount.Source, Options = BindOptions.Of(mount) };
    }

    private MountSpec Volume(MountPoint mount)
    {
        var volume = core.Volumes.Find(mount.Name) ?? throw EngineException.NotFound($"get {mount.Name}: no such volume");
        var spec = mount.Subpath.Length > 0
            ? PartErrors.Guard(() => core.Volumes.ToMount(volume, mount.Subpath, mount.Destination, !mount.ReadWrite))
            : core.Volumes.ToMount(volume, mount.Destination, !mount.ReadWrite);
        return spec.Type == "bind" || mount.Propagation.Length == 0 || mount.Propagation == "rprivate"
            ? spec
            : throw EngineException.Invalid($"propagation {mount.Propagation} needs a bind mount, not the volume {mount.Name}");
    }

    private MountSpec Image(MountPoint mount)
    {
        var image = core.Images.Resolve(mount.Source.Length > 0 ? mount.Source : mount.Name);
        OverlayMount layers = core.Snapshots.ImageMount(image.ChainIds);
        return layers.Lower.Count == 1
            ? new MountSpec { Destination = mount.Destination, Type = "bind", Source = layers.Lower[0], Options = ["rbind", "ro", "rprivate"] }
            : new MountSpec { Destination = mount.Destination, Type = "overlay", Source = "overlay", Options = ["lowerdir=" + string.Join(':', layers.Lower), "ro"] };
    }
}
