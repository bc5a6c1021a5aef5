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
            MountCalls.Mount(attachment.Source, target.ProcPath, null, MountFlags.Bind | MountFlags.Recursive);
        }
    }

    /// <summary>Null: the mount point is not there, because the container never ran, or what would be mounted is gone.</summary>
    public static FileDescriptor? OpenTarget(FileDescriptor root, OverlayAttachment attachment)
    {
        if (StatCalls.TryStatLink(null, attachment.Source, out _) != Errno.None)
        {
            return null;
        }

        var destination = Encoding.UTF8.GetBytes(attachment.Destination.Trim('/'));
        var errno = ByteNameCalls.TryOpenResolved(
            root, destination, OpenFlags.Path, ResolveFlags.InRoot | ResolveFlags.NoMagicLinks, 0, out var target);
        if (errno is not (Errno.ENOENT or Errno.ENOTDIR))
        {
            TreeErrors.Check(errno, "openat2", destination);
        }

        return target;
    }
}
