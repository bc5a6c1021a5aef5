namespace Davit.Runtime.Cgroups;

/// <summary>How the machine's control groups are mounted.</summary>
public enum CgroupMode
{
    /// <summary>Controllers on version 1 hierarchies only.</summary>
    Legacy,

    /// <summary>Controllers on version 1 hierarchies, and a version 2 tree beside them.</summary>
    Hybrid,

    /// <summary>One version 2 tree.</summary>
    Unified,
}
