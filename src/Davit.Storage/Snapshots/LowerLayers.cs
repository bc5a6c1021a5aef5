using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Storage.Snapshots;

/// <summary>Looks up what an image has at a path, links on the way not followed: overlayfs merges by name.</summary>
internal static class LowerLayers
{
    public static bool TryStat(FileDescriptor lower, ReadOnlySpan<byte> path, out Statx stat)
    {
        stat = default;
        var errno = ByteNameCalls.TryOpenResolved(
            lower, path, OpenFlags.Path | OpenFlags.NoFollow, ResolveFlags.Beneath | ResolveFlags.NoMagicLinks, 0, out var file);
        using (file)
        {
            return errno == Errno.None && ByteNameCalls.TryStat(file!, default, out stat) == Errno.None;
        }
    }

    public static FileDescriptor? TryOpenDirectory(FileDescriptor lower, ReadOnlySpan<byte> path)
    {
        ByteNameCalls.TryOpenResolved(
            lower, path, OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow, ResolveFlags.Beneath | ResolveFlags.NoSymlinks, 0, out var directory);
        return directory;
    }
}
