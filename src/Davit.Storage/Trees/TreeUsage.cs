using Davit.Linux;
using Davit.Linux.Files;
using Davit.Storage.Snapshots;

namespace Davit.Storage.Trees;

/// <summary>What a tree holds, as docker counts: sizes of everything but directories, each inode once.</summary>
internal static class TreeUsage
{
    public static SnapshotUsage Of(string path)
    {
        var errno = OpenCalls.TryOpenAt(null, path, OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow, 0, out var root);
        if (errno == Errno.ENOENT)
        {
            return new SnapshotUsage(0, 0);
        }

        if (errno != Errno.None)
        {
            throw new LinuxException(errno, "open", path);
        }

        var seen = new HashSet<ulong>();
        long size = 0, inodes = 0;
        foreach (var node in TreeWalker.Walk(root!))
        {
            inodes++;
            if (!node.Stat.IsDirectory && (node.Stat.LinkCount == 1 || seen.Add(node.Stat.Inode)))
            {
                size += (long)node.Stat.Size;
            }
        }

        return new SnapshotUsage(size, inodes);
    }
}
