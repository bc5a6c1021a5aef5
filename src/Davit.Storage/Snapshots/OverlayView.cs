using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Mounts;
using Davit.Oci;

namespace Davit.Storage.Snapshots;

/// <summary>
/// An overlay that is nowhere in the host's tree and lives as long as its descriptor: mounted detached (fsopen(2), fsmount(2)), or, on
/// kernels that cannot, in a mount namespace that nobody else is in.
/// </summary>
internal static class OverlayView
{
    /// <summary>The merged root with its writable layer, for writing, and what is mounted in it. The container must not be running.</summary>
    public static OverlayTree OpenWritable(OverlayMount mount, IReadOnlyList<OverlayAttachment> attachments) =>
        TryOpenDetached(mount, attachments) ?? OpenPrivate(mount, attachments);

    /// <summary>
    /// The merged root, read-only. A writable layer is mounted as the topmost lower one, so that this works while a container uses it: what
    /// it changes meanwhile may or may not be seen.
    /// </summary>
    public static FileDescriptor OpenReadOnly(OverlayMount mount) =>
        OpenLayers(mount.Upper is { } upper ? [upper, .. mount.Lower] : mount.Lower);

    /// <summary>Read-only layers, merged; one alone needs no overlay.</summary>
    public static FileDescriptor OpenLayers(IReadOnlyList<string> layers)
    {
        if (layers.Count == 1)
        {
            return OpenCalls.Open(layers[0], OpenFlags.ReadOnly | OpenFlags.Directory);
        }

        var tree = OpenWritable(new OverlayMount { Lower = layers }, []);
        using (tree)
        {
            // The descriptor of its root keeps a mount alive, but not what is mounted in it: here, nothing is.
            return ReadWriteCalls.Duplicate(tree.Root);
        }
    }

    /// <summary>For kernels before 6.7 (a layer per option) or, with attachments, before 6.15 (mounts on a detached mount).</summary>
    internal static OverlayTree OpenPrivate(OverlayMount mount, IReadOnlyList<OverlayAttachment> attachments) => PrivateMounts.Run(() =>
    {
        var target = mount.Lower[0];
        PrivateOverlay.Mount(mount, target);
        var root = OpenCalls.Open(target, OpenFlags.ReadOnly | OpenFlags.Directory);
        try
        {
            foreach (var attachment in attachments)
            {
                PrivateOverlay.Attach(root, attachment);
            }

            return new OverlayTree(root, OpenCalls.Open("/proc/thread-self/ns/mnt", OpenFlags.ReadOnly));
        }
        catch
        {
            root.Dispose();
            throw;
        }
    });

    private static OverlayTree? TryOpenDetached(OverlayMount mount, IReadOnlyList<OverlayAttachment> attachments)
    {
        if (!OverlayCalls.TakesLayerByLayer || TryMountDetached(mount) is not { } detached)
        {
            return null;
        }

        try
        {
            foreach (var attachment in attachments)
            {
                AttachDetached(detached, attachment);
            }

            return new OverlayTree(OpenCalls.OpenAt(detached, ".", OpenFlags.ReadOnly | OpenFlags.Directory), detached);
        }
        catch (LinuxException failure) when (failure is { Errno: Errno.EINVAL, Call: "move_mount" })
        {
            detached.Dispose();
            return null;
        }
        catch
        {
            detached.Dispose();
            throw;
        }
    }

    /// <summary>Null: the kernel has no such option (before 6.7), or a path is longer than the 255 bytes that fsconfig(2) takes.</summary>
    private static FileDescriptor? TryMountDetached(OverlayMount mount)
    {
        using var context = MountCalls.OpenFileSystem("overlay");
        foreach (var (option, path, what) in Options(mount))
        {
            if (!Passes(MountCalls.TrySetString(context, option, path), $"{what} {path}"))
            {
                return null;
            }
        }

        // Before Linux 6.5 options are only read here.
        return Passes(MountCalls.TryCreate(context), "mount")
            ? MountCalls.CreateMount(context, mount.Upper is null ? MountAttributes.ReadOnly : MountAttributes.None)
            : null;
    }

    // "lowerdir+" takes one layer per call (overlayfs.rst): no limit of a page for the whole list, no escaping of colons.
    private static IEnumerable<(string Option, string Path, string What)> Options(OverlayMount mount)
    {
        foreach (var layer in mount.Lower)
        {
            yield return ("lowerdir+", layer, "layer");
        }

        if (mount.Upper is { } upper)
        {
            yield return ("upperdir", upper, "writable layer");
            yield return ("workdir", mount.Work!, "work directory");
        }
    }

    // False: there is another way. Any other failure is one.
    private static bool Passes(Errno errno, string what)
    {
        if (errno == Errno.EINVAL)
        {
            return false;
        }

        Check(errno, what);
        return true;
    }

    private static void AttachDetached(FileDescriptor root, OverlayAttachment attachment)
    {
        using var target = PrivateOverlay.OpenTarget(root, attachment);
        if (target is not null)
        {
            using var place = attachment.OpenSource();
            using var source = MountCalls.CloneTree(place, "", recursive: true);
            MountCalls.Attach(source, target);
        }
    }

    internal static void Check(Errno errno, string what)
    {
        if (errno != Errno.None)
        {
            throw new StorageException(
                StorageErrorKind.Unsupported,
                $"cannot make an overlay ({what}): {errno.Describe()}; the kernel needs overlayfs, and the data root must not be on an overlay itself",
                new LinuxException(errno, "mount", what));
        }
    }
}
