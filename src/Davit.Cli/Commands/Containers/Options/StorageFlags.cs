using Davit.Api.Containers;
using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary>Volumes, binds and the root file system.</summary>
internal sealed class StorageFlags
{
    private readonly ListFlag _mount;

    public StorageFlags() => _mount = new("mount", '\0', "Attach a filesystem mount to the container", "mount") { Validate = Collect };

    public List<Mount> Mounts { get; } = [];

    public ListFlag Volume { get; } = new("volume", 'v', "Bind mount a volume") { Completion = Completion.Volumes };

    public ListFlag VolumesFrom { get; } = new("volumes-from", '\0', "Mount volumes from the specified container(s)") { Completion = Completion.Containers };

    public StringFlag VolumeDriver { get; } = new("volume-driver", '\0', "Optional volume driver for the container");

    public ListFlag Tmpfs { get; } = new("tmpfs", '\0', "Mount a tmpfs directory");

    public BoolFlag ReadOnly { get; } = new("read-only", '\0', "Mount the container's root filesystem as read only");

    public ListFlag StorageOption { get; } = new("storage-opt", '\0', "Storage driver options for the container");

    public IEnumerable<Flag> All => [_mount, Volume, VolumesFrom, VolumeDriver, Tmpfs, ReadOnly, StorageOption];

    private string Collect(string text)
    {
        Mounts.Add(MountText.Parse(text));
        return text;
    }
}
