using System.Text;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Mounts;
using Davit.Oci;
using Davit.Storage.Trees;

namespace Davit.Storage.Snapshots;

/// <summary>Mounting by mount(2), which every kernel has, in a mount namespace of its own.</summary>
internal static class PrivateOverlay
{
    public static void Mount(OverlayMount mount, string target)
    {
        var errno = OverlayCalls.TryMount(mount.Lower, mount.Upper, mount.Work, target);
        if (errno == Errno.E2BIG)
        {
            throw new StorageException(
                StorageErrorKind.Unsupported, $"an image with {mount.Lower.Count} layers needs Linux 6.7 or newer to be looked into");
        }

        OverlayView.Check(errno, "mount");
    }

    /// <summary>Binds something of the host to a path of the root, links followed inside of it.</summary>
    public static void Attach(FileDescriptor root, OverlayAttachment attachment)
    {
        using var target = OpenTarget(root, attachment);
        if (target is not null)
        {
            using var source = attachment.OpenSource();
            MountCalls.Mount(source.ProcPath, target.ProcPath, null, MountFlags.Bind | MountFlags.Recursive);
        }
    }

    /// <summary>
    /// The mount point; a missing one is made in the writable layer, as the start of a container would. Null: what would be mounted is
    /// gone, or something is in the way.
    /// </summary>
    public static FileDescriptor? OpenTarget(FileDescriptor root, OverlayAttachment attachment)
    {
        if (StatCalls.TryStatLink(null, attachment.Source, out _) != Errno.None)
        {
            return null;
        }

        var destination = Encoding.UTF8.GetBytes(attachment.Destination.Trim('/'));
        var errno = TryOpen(root, destination, out var target);
        if (errno == Errno.ENOENT)
        {
            MakePoint(root, destination, Directory.Exists(attachment.Source));
            errno = TryOpen(root, destination, out target);
        }

        if (errno is not (Errno.ENOENT or Errno.ENOTDIR))
        {
            TreeErrors.Check(errno, "openat2", destination);
        }

        return target;
    }

    private static Errno TryOpen(FileDescriptor root, byte[] path, out FileDescriptor? target) => ByteNameCalls.TryOpenResolved(
        root, path, OpenFlags.Path, ResolveFlags.InRoot | ResolveFlags.NoMagicLinks, 0, out target);

    private static void MakePoint(FileDescriptor root, byte[] path, bool isDirectory)
    {
        using var parents = new ParentDirectories(root);
        if (isDirectory)
        {
            parents.Open(path);
            return;
        }

        var name = path.AsSpan(path.AsSpan().LastIndexOf((byte)'/') + 1);
        var parent = parents.Open(path.AsSpan(0, Math.Max(path.Length - name.Length - 1, 0)));
        ByteNameCalls.TryOpen(parent, name, OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoFollow, 0x1A4 /* 0644 */, out var made);
        made?.Dispose();
    }
}
