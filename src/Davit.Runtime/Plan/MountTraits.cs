namespace Davit.Runtime.Plan;

/// <summary>How the target of a mount is treated.</summary>
[Flags]
internal enum MountTraits
{
    None = 0,

    /// <summary>The target must be reached without a symbolic link: proc and sysfs (CVE-2023-27561).</summary>
    NoLinks = 1,

    /// <summary>A tmpfs gets the mode of the directory it covers.</summary>
    KeepMode = 2,

    /// <summary>A tmpfs gets the content of the directory it covers.</summary>
    CopyUp = 4,

    /// <summary>The target may be inside a procfs.</summary>
    InsideProc = 8,

    /// <summary>The source must be a procfs, because the target is /proc (CVE-2019-16884).</summary>
    NeedsProc = 16,

    /// <summary>An empty source slot means that there is nothing to bind: a hierarchy the container has no group in.</summary>
    Optional = 32,
}
