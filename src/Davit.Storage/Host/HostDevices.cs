using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Storage.Host;

/// <summary>Device nodes of the host, by path.</summary>
public static class HostDevices
{
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        "pts", "shm", "fd", "mqueue", ".lxc", ".lxd-mounts", ".udev", "hugepages",
    };

    /// <summary>The device of this name, symbolic links followed; null: there is none, or it is something else.</summary>
    public static HostDevice? Find(string path) =>
        StatCalls.TryStat(null, path, 0, out var stat) == Errno.None ? Convert(path, stat) : null;

    /// <summary>The device of this name, or every device in the directory of this name and below.</summary>
    public static IReadOnlyList<HostDevice> FindAll(string path)
    {
        if (StatCalls.TryStat(null, path, 0, out var stat) != Errno.None)
        {
            return [];
        }

        if (!stat.IsDirectory)
        {
            return Convert(path, stat) is { } device ? [device] : [];
        }

        var found = new List<HostDevice>();
        Walk(path, found, 0);
        return found;
    }

    private static void Walk(string directory, List<HostDevice> found, int depth)
    {
        const int MaxDepth = 16;
        foreach (var name in Directory.EnumerateFileSystemEntries(directory).Select(entry => System.IO.Path.GetFileName(entry)!).Order(StringComparer.Ordinal))
        {
            var path = System.IO.Path.Combine(directory, name);
            if (Skipped.Contains(name) || path == "/dev/console" || StatCalls.TryStatLink(null, path, out var stat) != Errno.None)
            {
                continue;
            }

            if (stat.IsDirectory)
            {
                if (depth < MaxDepth)
                {
                    Walk(path, found, depth + 1);
                }
            }
            else if (Convert(path, stat) is { } device)
            {
                found.Add(device);
            }
        }
    }

    private static HostDevice? Convert(string path, Statx stat) => stat.Kind switch
    {
        FileKind.CharacterDevice => Make(path, "c", stat),
        FileKind.BlockDevice => Make(path, "b", stat),
        _ => null,
    };

    private static HostDevice Make(string path, string type, Statx stat) =>
        new(path, type, stat.DeviceMajorOfNode, stat.DeviceMinorOfNode, stat.Permissions, stat.Uid, stat.Gid);
}
