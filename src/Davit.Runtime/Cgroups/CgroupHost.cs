using Davit.Linux.Files;

namespace Davit.Runtime.Cgroups;

/// <summary>Where this machine's control groups are: read once, immutable, safe to share.</summary>
public sealed class CgroupHost
{
    private CgroupHost(CgroupMode mode, IReadOnlyList<CgroupHierarchy> legacy, CgroupHierarchy? unified)
    {
        Mode = mode;
        Legacy = legacy;
        Unified = unified;
        Controllers = (mode == CgroupMode.Unified ? unified!.Controllers : legacy.Where(h => !h.IsNamed).SelectMany(h => h.Controllers))
            .ToHashSet(StringComparer.Ordinal);
    }

    public CgroupMode Mode { get; }

    /// <summary>Controllers that limits can be set with, such as <c>memory</c>.</summary>
    public IReadOnlySet<string> Controllers { get; }

    /// <summary>Version 1 hierarchies, named ones included.</summary>
    internal IReadOnlyList<CgroupHierarchy> Legacy { get; }

    /// <summary>The version 2 tree, if one is mounted.</summary>
    internal CgroupHierarchy? Unified { get; }

    /// <summary>Reads <c>/proc/self/mountinfo</c> and <c>/proc/self/cgroup</c>.</summary>
    /// <exception cref="CgroupException">No control groups are mounted.</exception>
    public static CgroupHost Detect() => From(
        ControlFile.Read("/proc/self/mountinfo"),
        ControlFile.Read("/proc/self/cgroup"),
        mountPoint => ControlFile.TryRead(mountPoint + "/cgroup.controllers", out _) ?? "");

    internal static CgroupHost From(string mountInfo, string selfCgroup, Func<string, string> readControllers)
    {
        var all = CgroupMounts.Parse(mountInfo, selfCgroup);
        var legacy = all.Where(hierarchy => !hierarchy.Unified).ToArray();
        var unified = all.FirstOrDefault(hierarchy => hierarchy.Unified);
        if (unified is not null)
        {
            unified = unified with { Controllers = readControllers(unified.MountPoint).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries) };
        }

        var hasLegacyControllers = legacy.Any(hierarchy => !hierarchy.IsNamed);
        return (hasLegacyControllers, unified) switch
        {
            (true, null) => new CgroupHost(CgroupMode.Legacy, legacy, null),
            (true, _) => new CgroupHost(CgroupMode.Hybrid, legacy, unified),
            (false, not null) => new CgroupHost(CgroupMode.Unified, [], unified),
            _ => throw new CgroupException("no control groups are mounted: mount the cgroup2 file system on /sys/fs/cgroup"),
        };
    }
}
