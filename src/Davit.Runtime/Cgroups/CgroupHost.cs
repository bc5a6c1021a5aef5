namespace Davit.Runtime.Cgroups;

/// <summary>Where this machine's control groups are: read once, immutable, safe to share.</summary>
public sealed class CgroupHost
{
    private CgroupHost(CgroupMode mode, IReadOnlySet<string> controllers)
    {
        Mode = mode;
        Controllers = controllers;
    }

    public CgroupMode Mode { get; }

    /// <summary>Controllers that limits can be set with, such as <c>memory</c>.</summary>
    public IReadOnlySet<string> Controllers { get; }

    /// <summary>Reads <c>/proc/self/mountinfo</c> and <c>/proc/self/cgroup</c>.</summary>
    /// <exception cref="CgroupException">No control groups are mounted.</exception>
    public static CgroupHost Detect() => throw new NotImplementedException();
}
