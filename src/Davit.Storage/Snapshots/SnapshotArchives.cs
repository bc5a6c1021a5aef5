using Davit.Linux.Files;
using Davit.Oci;
using Davit.Storage.Archives;
using Davit.Storage.Trees;

namespace Davit.Storage.Snapshots;

/// <summary>A container's root, or only what it changed, as an archive.</summary>
internal static class SnapshotArchives
{
    /// <summary>The merged root without what is mounted in it.</summary>
    public static void Export(OverlayMount mount, Stream output, CancellationToken cancellation)
    {
        using var root = OverlayView.OpenReadOnly(mount);
        var writer = new TarWriter(output);
        var archiver = new TreeArchiver(writer);
        foreach (var node in TreeWalker.Walk(ReadWriteCalls.Duplicate(root)))
        {
            cancellation.ThrowIfCancellationRequested();
            archiver.Write(node, node.Path);
        }

        writer.Complete();
    }

    /// <summary>The writable layer with whiteouts in the form of archives (image-spec layer.md).</summary>
    public static void WriteDiff(OverlayMount mount, Stream output, CancellationToken cancellation)
    {
        using var upper = OpenCalls.Open(mount.Upper!, OpenFlags.ReadOnly | OpenFlags.Directory);
        using var lower = OverlayView.OpenLayers(mount.Lower);
        var writer = new TarWriter(output);
        var archiver = new TreeArchiver(writer);
        foreach (var node in TreeWalker.Walk(ReadWriteCalls.Duplicate(upper)))
        {
            cancellation.ThrowIfCancellationRequested();
            WriteNode(node, archiver, writer, lower);
        }

        writer.Complete();
    }

    private static void WriteNode(TreeNode node, TreeArchiver archiver, TarWriter writer, Davit.Linux.FileDescriptor lower)
    {
        if (Whiteout.IsWhiteout(node.Stat))
        {
            // A name that came and went within the container leaves a whiteout over nothing.
            if (LowerLayers.TryStat(lower, node.Path, out _))
            {
                WriteMarker(node, writer, EntryPath.Join(DirectoryOf(node), [.. Whiteout.Prefix, .. node.Name]));
            }

            return;
        }

        archiver.Write(node, node.Path);
        if (node.Stat.IsDirectory && Whiteout.IsOpaque(node.Parent, node.Name))
        {
            WriteMarker(node, writer, EntryPath.Join(node.Path, Whiteout.OpaqueMarker));
        }
    }

    private static ReadOnlySpan<byte> DirectoryOf(TreeNode node) =>
        node.Path.AsSpan(0, Math.Max(node.Path.Length - node.Name.Length - 1, 0));

    private static void WriteMarker(TreeNode node, TarWriter writer, byte[] name) => writer.WriteHeader(new TarEntry
    {
        Name = name,
        Kind = TarEntryKind.File,
        ModifiedSeconds = node.Stat.ModifyTime.Seconds,
    });
}
