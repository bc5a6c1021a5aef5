using Davit.Engine.Containers;

namespace Davit.Engine.Mounts;

/// <summary>
/// The mounts of one container by destination: those of <c>--volumes-from</c>, then <c>-v</c> and <c>--mount</c>, then <c>VOLUME</c> of
/// the image where nothing else is.
/// </summary>
internal sealed class MountSet
{
    private readonly Dictionary<string, MountPoint> mounts = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly HashSet<string> explicitDestinations = new(StringComparer.Ordinal);

    public IReadOnlyList<MountPoint> Items => [.. order.Select(destination => mounts[destination])];

    public static MountSet Build(ContainerConfig config, HostConfig host, Func<string, ContainerRecord> containerOf)
    {
        var set = new MountSet();
        foreach (var source in host.VolumesFrom ?? [])
        {
            set.AddFrom(source, containerOf);
        }

        foreach (var bind in host.Binds ?? [])
        {
            set.AddExplicit(BindParser.Parse(bind));
        }

        foreach (var mount in host.Mounts ?? [])
        {
            set.AddExplicit(MountConfigParser.Parse(mount));
        }

        set.AddTmpfs(host.Tmpfs);
        foreach (var volume in config.Volumes ?? [])
        {
            set.AddImplicit(ContainerPath.Clean("/" + volume));
        }

        return set;
    }

    private void AddFrom(string text, Func<string, ContainerRecord> containerOf)
    {
        var at = text.IndexOf(':', StringComparison.Ordinal);
        var mode = at < 0 ? "" : text[(at + 1)..];
        if (at == 0 || text.Length == 0)
        {
            throw EngineException.Invalid($"invalid volumes-from specification: '{text}'");
        }

        var options = mode.Length == 0 ? null : MountMode.Parse(mode) ?? throw EngineException.Invalid($"invalid mode: {mode}");
        foreach (var mount in containerOf(at < 0 ? text : text[..at]).Mounts.Where(mount => mount.Type is "volume" or "bind"))
        {
            Put(mount with
            {
                ReadWrite = mount.ReadWrite && options is not { ReadWrite: false },
                Mode = mode.Length > 0 ? mode : mount.Mode,
                CopyData = false,
            });
        }
    }

    private void AddExplicit(MountPoint mount)
    {
        if (!explicitDestinations.Add(mount.Destination))
        {
            throw EngineException.Invalid($"Duplicate mount point: {mount.Destination}");
        }

        Put(mount);
    }

    private void AddTmpfs(IReadOnlyDictionary<string, string>? tmpfs)
    {
        foreach (var (path, options) in tmpfs ?? new Dictionary<string, string>())
        {
            if (!path.StartsWith('/'))
            {
                throw EngineException.Invalid($"invalid mount path: '{path}' mount path must be absolute");
            }

            if (ContainerPath.Clean(path) == "/")
            {
                throw EngineException.Invalid("invalid specification: destination can't be '/'");
            }

            _ = TmpfsOptionText.Parse(options);
            if (mounts.Remove(ContainerPath.Clean(path)))
            {
                order.Remove(ContainerPath.Clean(path));
            }

            explicitDestinations.Add(ContainerPath.Clean(path));
        }
    }

    private void AddImplicit(string destination)
    {
        if (!mounts.ContainsKey(destination) && !explicitDestinations.Contains(destination))
        {
            Put(new MountPoint { Type = "volume", Destination = destination, Driver = "local", Anonymous = true, CopyData = true });
        }
    }

    private void Put(MountPoint mount)
    {
        if (!mounts.ContainsKey(mount.Destination))
        {
            order.Add(mount.Destination);
        }

        mounts[mount.Destination] = mount;
    }
}
