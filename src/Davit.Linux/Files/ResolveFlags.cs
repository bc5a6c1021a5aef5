namespace Davit.Linux.Files;

/// <summary>How openat2(2) may walk a path.</summary>
[Flags]
public enum ResolveFlags : ulong
{
    None = 0,
    NoCrossDevice = 0x01,
    NoMagicLinks = 0x02,
    NoSymlinks = 0x04,

    /// <summary>Leaving the directory is an error.</summary>
    Beneath = 0x08,

    /// <summary>The directory is the root of the walk, as if by chroot(2).</summary>
    InRoot = 0x10,
    Cached = 0x20,
}
