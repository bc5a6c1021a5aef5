using Davit.Engine.Specs;

namespace Davit.Engine.SystemInfo;

/// <summary>What the host calls itself.</summary>
internal static class HostDescription
{
    /// <summary>A value of os-release(5).</summary>
    public static string OsRelease(string name)
    {
        var text = HostFactsReader.Text("/etc/os-release") is { Length: > 0 } found ? found : HostFactsReader.Text("/usr/lib/os-release");
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith(name + "=", StringComparison.Ordinal))
            {
                return line[(name.Length + 1)..].Trim().Trim('"', '\'');
            }
        }

        return name == "PRETTY_NAME" ? "Linux" : "";
    }

    /// <summary>Type of the file system a path is on.</summary>
    public static string FileSystemOf(string path)
    {
        var best = ("", "<unknown>");
        foreach (var line in HostFactsReader.Text("/proc/self/mounts").Split('\n'))
        {
            var parts = line.Split(' ');
            if (parts.Length > 2 && parts[1].Length >= best.Item1.Length && IsUnder(path, parts[1]))
            {
                best = (parts[1], parts[2] is "ext4" or "ext3" or "ext2" ? "extfs" : parts[2]);
            }
        }

        return best.Item2;
    }

    private static bool IsUnder(string path, string point) => point == "/" || path == point || path.StartsWith(point + "/", StringComparison.Ordinal);
}
