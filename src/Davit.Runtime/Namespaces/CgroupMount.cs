using Davit.Runtime.Cgroups;

namespace Davit.Runtime.Namespaces;

/// <summary>One control group hierarchy, as a container that mounts cgroups sees it.</summary>
/// <param name="Name">Directory below the mount's destination; empty for the one tree of version 2.</param>
/// <param name="Type"><c>cgroup</c> or <c>cgroup2</c>.</param>
/// <param name="Options">Controllers, or <c>none</c> and <c>name=…</c>, as mount options.</param>
/// <param name="HostDirectory">The container's group on the host, for containers without a cgroup namespace.</param>
/// <param name="Links">Further names of the directory, such as <c>cpu</c> for <c>cpu,cpuacct</c>.</param>
internal sealed record CgroupMount(
    string Name, string Type, IReadOnlyList<string> Options, string HostDirectory, IReadOnlyList<string> Links)
{
    /// <summary>The hierarchies of a machine, for a container whose group has this path.</summary>
    public static IReadOnlyList<CgroupMount> Of(CgroupHost host, string path)
    {
        if (host.Mode == CgroupMode.Unified)
        {
            return [new("", "cgroup2", [], DirectoryOf(host.Unified!, path), [])];
        }

        var legacy = host.Legacy.Select(h => Legacy(h, path));
        return host.Unified is { } unified
            ? [.. legacy, new("unified", "cgroup2", [], DirectoryOf(unified, path), [])]
            : [.. legacy];
    }

    private static CgroupMount Legacy(CgroupHierarchy hierarchy, string path)
    {
        var name = Path.GetFileName(hierarchy.MountPoint);
        var links = hierarchy.IsNamed ? [] : hierarchy.Controllers.Where(c => c != name).ToArray();
        IReadOnlyList<string> options = hierarchy.IsNamed ? ["none", .. hierarchy.Controllers] : hierarchy.Controllers;
        return new(name, "cgroup", options, DirectoryOf(hierarchy, path), links);
    }

    private static string DirectoryOf(CgroupHierarchy hierarchy, string path)
    {
        var below = path.StartsWith('/') ? path : $"{hierarchy.OwnPath.TrimEnd('/')}/{path}";
        return hierarchy.MountPoint + below;
    }
}
