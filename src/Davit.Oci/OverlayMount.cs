namespace Davit.Oci;

/// <summary>
/// A container's root as the kernel mounts it (overlayfs, Documentation/filesystems/overlayfs.rst): read-only layers, top
/// first, and a writable directory. Mounted by the plan inside the container's own mount namespace, so that nothing is
/// left on the host when a process dies.
/// </summary>
public sealed record OverlayMount
{
    /// <summary>Absolute paths of the read-only layers, the topmost first.</summary>
    public required IReadOnlyList<string> Lower { get; init; }

    /// <summary>Absolute path of the writable layer; absent for a read-only view.</summary>
    public string? Upper { get; init; }

    /// <summary>Absolute path of overlayfs's work directory, on the file system of <see cref="Upper"/>.</summary>
    public string? Work { get; init; }
}
