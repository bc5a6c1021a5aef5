using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Mounts;
using Davit.Oci;

namespace Davit.Storage.Snapshots;

/// <summary>An overlay that is mounted nowhere: it lives as long as its descriptor (fsopen(2), fsmount(2)).</summary>
internal static class OverlayView
{
    /// <summary>
    /// The merged root with its writable layer, for writing, as the mount itself: other mounts can be attached to it. The container must
    /// not be running.
    /// </summary>
    public static FileDescriptor MountWritable(OverlayMount mount) => Create(mount.Lower, mount.Upper, mount.Work);

    /// <summary>
    /// The merged root, read-only. A writable layer is mounted as the topmost lower one, so that this works while a container uses it: what
    /// it changes meanwhile may or may not be seen.
    /// </summary>
    public static FileDescriptor OpenReadOnly(OverlayMount mount) =>
        OpenLayers(mount.Upper is { } upper ? [upper, .. mount.Lower] : mount.Lower);

    /// <summary>Read-only layers, merged; one alone needs no overlay.</summary>
    public static FileDescriptor OpenLayers(IReadOnlyList<string> layers) => layers.Count == 1
        ? OpenCalls.Open(layers[0], OpenFlags.ReadOnly | OpenFlags.Directory)
        : OpenRoot(Create(layers, null, null));

    private static FileDescriptor OpenRoot(FileDescriptor mount)
    {
        using (mount)
        {
            return OpenCalls.OpenAt(mount, ".", OpenFlags.ReadOnly | OpenFlags.Directory);
        }
    }

    private static FileDescriptor Create(IReadOnlyList<string> lower, string? upper, string? work)
    {
        using var context = MountCalls.OpenFileSystem("overlay");

        // "lowerdir+" takes one layer per call (Linux 6.7): no limit of a page for the whole list, no escaping of colons.
        foreach (var layer in lower)
        {
            Check(MountCalls.TrySetString(context, "lowerdir+", layer), "layer " + layer);
        }

        if (upper is not null)
        {
            Check(MountCalls.TrySetString(context, "upperdir", upper), "writable layer " + upper);
            Check(MountCalls.TrySetString(context, "workdir", work!), "work directory " + work);
        }

        Check(MountCalls.TryCreate(context), "mount");
        return MountCalls.CreateMount(context, upper is null ? MountAttributes.ReadOnly : MountAttributes.None);
    }

    private static void Check(Errno errno, string what)
    {
        if (errno != Errno.None)
        {
            throw new StorageException(
                StorageErrorKind.Unsupported,
                $"cannot make an overlay ({what}): {errno.Describe()}; overlayfs needs Linux 6.7 or newer, and a data root that is not on overlayfs itself",
                new LinuxException(errno, "fsconfig", what));
        }
    }
}
