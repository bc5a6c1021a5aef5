using System.Text;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Oci;
using Davit.Storage.Trees;

namespace Davit.Storage.Snapshots;

/// <summary>
/// <c>docker diff</c>: the writable layer compared with what lies below. A directory counts as modified if it differs itself or if a name
/// in it was added or deleted. An opaque directory (removed and made again) is compared with what it hides.
/// </summary>
internal sealed class SnapshotChanges
{
    private readonly SortedDictionary<byte[], ChangeKind> changes = new(Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b)));
    private readonly FileDescriptor lower;

    private SnapshotChanges(FileDescriptor lower) => this.lower = lower;

    public static IReadOnlyList<Change> Of(OverlayMount mount, CancellationToken cancellation)
    {
        using var lower = OverlayView.OpenLayers(mount.Lower);
        var result = new SnapshotChanges(lower);
        var upper = OpenCalls.Open(mount.Upper!, OpenFlags.ReadOnly | OpenFlags.Directory);
        var opaque = new List<byte[]>();
        foreach (var node in TreeWalker.Walk(upper))
        {
            cancellation.ThrowIfCancellationRequested();
            result.Look(node, opaque);
        }

        return [.. result.changes.Select(pair => new Change(pair.Value, "/" + Encoding.UTF8.GetString(pair.Key)))];
    }

    private void Look(TreeNode node, List<byte[]> opaque)
    {
        var exists = LowerLayers.TryStat(lower, node.Path, out var below);
        if (Whiteout.IsWhiteout(node.Stat))
        {
            if (exists)
            {
                Add(node.Path, ChangeKind.Deleted);
            }
        }
        else if (!exists)
        {
            Add(node.Path, ChangeKind.Added);
        }
        else if (!node.Stat.IsDirectory || !below.IsDirectory || Differs(node.Stat, below))
        {
            changes[node.Path] = ChangeKind.Modified;
        }

        if (node.Stat.IsDirectory && exists && below.IsDirectory && Hides(node, opaque))
        {
            changes[node.Path] = ChangeKind.Modified;
            AddHidden(node);
        }
    }

    /// <summary>Whether lower entries of a directory do not shine through: it or one above it is opaque.</summary>
    private static bool Hides(TreeNode node, List<byte[]> opaque)
    {
        var hidden = Whiteout.IsOpaque(node.Parent, node.Name)
            || opaque.Any(path => node.Path.AsSpan().StartsWith(path) && node.Path.Length > path.Length && node.Path[path.Length] == '/');
        if (hidden)
        {
            opaque.Add(node.Path);
        }

        return hidden;
    }

    /// <summary>What the lower directory has and the opaque one has not, is deleted.</summary>
    private void AddHidden(TreeNode node)
    {
        using var below = LowerLayers.TryOpenDirectory(lower, node.Path);
        if (below is null
            || ByteNameCalls.TryOpen(node.Parent, node.Name, OpenFlags.Path | OpenFlags.Directory | OpenFlags.NoFollow, 0, out var above) != Errno.None)
        {
            return;
        }

        using (above)
        {
            foreach (var entry in ByteDirectoryCalls.ReadEntries(below))
            {
                if (ByteNameCalls.TryStat(above!, entry.Name, out _) != Errno.None)
                {
                    Add(EntryPath.Join(node.Path, entry.Name), ChangeKind.Deleted);
                }
            }
        }
    }

    private void Add(byte[] path, ChangeKind kind)
    {
        changes[path] = kind;

        // Of a directory that only gained or lost a name nothing else may differ, with coarse time stamps.
        var (directory, _) = EntryPath.Split(path);
        if (directory.Length > 0)
        {
            changes.TryAdd(directory.ToArray(), ChangeKind.Modified);
        }
    }

    private static bool Differs(in Statx a, in Statx b) =>
        a.Mode != b.Mode || a.Uid != b.Uid || a.Gid != b.Gid || !IsSameTime(a.ModifyTime, b.ModifyTime);

    // As docker: where one of them has no nanoseconds (it came from an archive), seconds decide.
    private static bool IsSameTime(in StatxTime a, in StatxTime b) =>
        a.Seconds == b.Seconds && (a.Nanoseconds == b.Nanoseconds || a.Nanoseconds == 0 || b.Nanoseconds == 0);
}
