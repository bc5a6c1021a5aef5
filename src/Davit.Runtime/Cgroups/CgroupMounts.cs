namespace Davit.Runtime.Cgroups;

/// <summary>Finds the hierarchies in the text of <c>/proc/self/mountinfo</c> and <c>/proc/self/cgroup</c> (proc(5), cgroups(7)).</summary>
internal static class CgroupMounts
{
    private const string UsualPlace = "/sys/fs/cgroup";

    internal static IReadOnlyList<CgroupHierarchy> Parse(string mountInfo, string selfCgroup)
    {
        var own = OwnPaths(selfCgroup);
        var found = new Dictionary<string, CgroupHierarchy>(StringComparer.Ordinal);
        foreach (var line in mountInfo.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ParseMount(line, own) is not { } hierarchy)
            {
                continue;
            }

            // The same hierarchy can be mounted several times (a container's own view below its rootfs, say).
            var key = hierarchy.Unified ? "" : string.Join(',', hierarchy.Controllers);
            if (!found.TryGetValue(key, out var known) || (!InUsualPlace(known) && InUsualPlace(hierarchy)))
            {
                found[key] = hierarchy;
            }
        }

        return [.. found.Values];
    }

    private static bool InUsualPlace(CgroupHierarchy hierarchy) =>
        hierarchy.MountPoint == UsualPlace || hierarchy.MountPoint.StartsWith(UsualPlace + "/", StringComparison.Ordinal);

    /// <summary>By controller, <c>name=…</c>, or the empty name for version 2.</summary>
    private static Dictionary<string, string> OwnPaths(string selfCgroup)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in selfCgroup.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(':', 3) is [_, var controllers, var path])
            {
                foreach (var controller in controllers.Split(','))
                {
                    paths[controller] = path;
                }
            }
        }

        return paths;
    }

    // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue: the dash ends the optional fields.
    private static CgroupHierarchy? ParseMount(string line, Dictionary<string, string> own)
    {
        var fields = line.Split(' ');
        var dash = Array.IndexOf(fields, "-", 6 <= fields.Length ? 6 : fields.Length);
        if (dash < 0 || dash + 3 >= fields.Length)
        {
            return null;
        }

        var (root, mountPoint) = (Unescape(fields[3]), Unescape(fields[4]));
        return fields[dash + 1] switch
        {
            "cgroup2" => new CgroupHierarchy
            {
                MountPoint = mountPoint,
                Unified = true,
                Controllers = [],
                OwnPath = Below(root, own.GetValueOrDefault("")),
            },
            "cgroup" when ControllersOf(fields[dash + 3], own) is { Count: > 0 } controllers => new CgroupHierarchy
            {
                MountPoint = mountPoint,
                Unified = false,
                Controllers = controllers,
                OwnPath = Below(root, own.GetValueOrDefault(controllers[0])),
            },
            _ => null,
        };
    }

    /// <summary>The super options that are controllers: those that <c>/proc/self/cgroup</c> knows, and the hierarchy's name.</summary>
    private static List<string> ControllersOf(string superOptions, Dictionary<string, string> own) =>
        [.. superOptions.Split(',').Where(option => option.Length > 0 && own.ContainsKey(option))];

    /// <summary>A path of the hierarchy as seen below a mount of its group <paramref name="root"/> (a container without cgroup namespace).</summary>
    private static string Below(string root, string? path)
    {
        if (path is null || path.StartsWith("/..", StringComparison.Ordinal))
        {
            return "/";
        }

        if (root == "/")
        {
            return path;
        }

        return path.StartsWith(root + "/", StringComparison.Ordinal) ? path[root.Length..] : "/";
    }

    /// <summary>mountinfo writes blank, tab, newline and backslash as octal numbers.</summary>
    private static string Unescape(string text) => text.Contains('\\', StringComparison.Ordinal)
        ? text.Replace(@"\040", " ", StringComparison.Ordinal).Replace(@"\011", "\t", StringComparison.Ordinal)
            .Replace(@"\012", "\n", StringComparison.Ordinal).Replace(@"\134", @"\", StringComparison.Ordinal)
        : text;
}
