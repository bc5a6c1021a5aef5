using Davit.Linux;
using Davit.Linux.Files;
using Davit.Oci;

namespace Davit.Storage.Snapshots;

/// <summary>
/// Directories that a layer's archive has no entry for, but files in: they must look as they do below, or the overlay would show
/// the defaults of whoever unpacked it (owner, mode, time).
/// </summary>
internal static class ImpliedDirectories
{
    public static void CopyFromParents(LayerStore layers, StagedLayer staged, Digest parent)
    {
        if (staged.HasRoot && staged.Implied.Count == 0)
        {
            return;
        }

        using var root = OpenCalls.Open(Path.Combine(staged.Path, LayerPaths.FileSystem), OpenFlags.ReadOnly | OpenFlags.Directory);
        var paths = staged.HasRoot ? staged.Implied : [[], .. staged.Implied];

        // Deepest first: setting a directory's time must come after everything below it.
        foreach (var path in paths.OrderByDescending(path => path.Length))
        {
            CopyOne(layers, root, path, parent);
        }
    }

    private static void CopyOne(LayerStore layers, FileDescriptor root, byte[] path, Digest parent)
    {
        for (var chain = (Digest?)parent; chain is { } id; chain = layers.Require(id).Parent)
        {
            using var lower = OpenCalls.Open(layers.FileSystemPath(id), OpenFlags.ReadOnly | OpenFlags.Directory);
            using var source = TryOpen(lower, path);
            if (source is null)
            {
                continue;
            }

            using var target = TryOpen(root, path);
            if (target is not null)
            {
                CopyAttributes(source, target);
            }

            return;
        }
    }

    internal static void CopyAttributes(FileDescriptor source, FileDescriptor target)
    {
        var stat = StatCalls.Stat(source);
        OwnershipCalls.ChangeOwner(target, stat.Uid, stat.Gid);
        OwnershipCalls.ChangeMode(target, stat.Permissions);
        foreach (var name in ByteXattrCalls.List(source, default))
        {
            if (!name.AsSpan().StartsWith("trusted."u8) && ByteXattrCalls.Get(source, default, name) is { } value)
            {
                ByteXattrCalls.TrySet(target, default, name, value);
            }
        }

        ByteNameCalls.TrySetTimes(target, default, stat.ModifyTime.Seconds, stat.ModifyTime.Nanoseconds);
    }

    private static FileDescriptor? TryOpen(FileDescriptor root, byte[] path)
    {
        ByteNameCalls.TryOpenResolved(
            root, path, OpenFlags.ReadOnly | OpenFlags.Directory, ResolveFlags.Beneath | ResolveFlags.NoSymlinks, 0, out var directory);
        return directory;
    }
}
