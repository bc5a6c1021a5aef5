using System.Globalization;
using System.Text;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Mounts;
using Davit.Oci;
using Davit.Storage.Trees;

namespace Davit.Storage.Snapshots;

/// <summary>Mounting by mount(2), which every kernel has, with layers named by descriptor: short, and nothing in them to escape.</summary>
internal static class PrivateOverlay
{
    // mount(2) copies one page of options.
    private const int OptionsLimit = 4095;

    public static void Mount(OverlayMount mount, string target)
    {
        var open = new List<FileDescriptor>();
        try
        {
            var options = new StringBuilder("lowerdir=").AppendJoin(':', mount.Lower.Select(layer => Name(layer, open)));
            if (mount.Upper is { } upper)
            {
                options.Append(",upperdir=").Append(Name(upper, open)).Append(",workdir=").Append(Name(mount.Work!, open));
            }

            if (options.Length > OptionsLimit)
            {
                throw new StorageException(
                    StorageErrorKind.Unsupported, $"an image with {mount.Lower.Count} layers needs Linux 6.7 or newer to be looked into");
            }

            var flags = mount.Upper is null ? MountFlags.ReadOnly : MountFlags.None;
            OverlayView.Check(MountCalls.TryMount("overlay", target, "overlay", flags, options.ToString()), "mount");
        }
        finally
        {
            open.ForEach(descriptor => descriptor.Dispose());
        }
    }

    /// <summary>Binds something of the host to a path of the root, links followed inside of it.</summary>
    public static void Attach(FileDescriptor root, OverlayAttachment attachment)
    {
        using var target = OpenTarget(root, attachment);
        if (target is not null)
        {
            MountCalls.Mount(attachment.Source, ProcPath(target), null, MountFlags.Bind | MountFlags.Recursive);
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

    private static string Name(string path, List<FileDescriptor> open)
    {
        open.Add(OpenCalls.Open(path, OpenFlags.Path | OpenFlags.Directory));
        return ProcPath(open[^1]);
    }

    private static string ProcPath(FileDescriptor file) => "/proc/self/fd/" + file.Value.ToString(CultureInfo.InvariantCulture);
}
