using Davit.Engine.Containers;

namespace Davit.Engine.Creating;

/// <summary>Checks of mounts that need the host.</summary>
internal static class MountChecks
{
    /// <exception cref="EngineException">A source that is not there, or that cannot propagate.</exception>
    public static void Check(IReadOnlyList<MountPoint> mounts)
    {
        foreach (var mount in mounts.Where(mount => mount.Type == "bind"))
        {
            if (!mount.CreateSource && !Path.Exists(mount.Source))
            {
                throw EngineException.Invalid($"invalid mount config for type \"bind\": bind source path does not exist: {mount.Source}");
            }

            if (mount.Propagation is "shared" or "rshared" or "slave" or "rslave")
            {
                CheckPropagation(mount);
            }
        }
    }

    /// <summary>mount_namespaces(7): a mount propagates only if the mount its source is on does.</summary>
    private static void CheckPropagation(MountPoint mount)
    {
        var (point, fields) = MountOf(mount.Source);
        var isShared = fields.Contains("shared:", StringComparison.Ordinal);
        var isSlave = fields.Contains("master:", StringComparison.Ordinal);
        if (!isShared && !(isSlave && mount.Propagation is "slave" or "rslave"))
        {
            var what = mount.Propagation is "slave" or "rslave" ? "shared or slave" : "shared";
            throw EngineException.Invalid($"path {mount.Source} is mounted on {point} but it is not a {what} mount");
        }
    }

    private static (string Point, string OptionalFields) MountOf(string path)
    {
        var best = ("/", "");
        foreach (var line in Specs.HostFactsReader.Text("/proc/self/mountinfo").Split('\n'))
        {
            var parts = line.Split(' ');
            if (parts.Length > 6 && IsUnder(path, parts[4]) && parts[4].Length >= best.Item1.Length)
            {
                best = (parts[4], string.Join(' ', parts.Skip(6).TakeWhile(part => part != "-")));
            }
        }

        return best;
    }

    private static bool IsUnder(string path, string point) =>
        point == "/" || path == point || path.StartsWith(point + "/", StringComparison.Ordinal);
}
