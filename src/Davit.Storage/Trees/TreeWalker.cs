using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Storage.Trees;

/// <summary>
/// Walks a tree by descriptor, a directory before what is in it, names in byte order; the same tree always gives the same order. What
/// vanishes meanwhile is left out. Other file systems mounted inside are not entered.
/// </summary>
internal static class TreeWalker
{
    private const OpenFlags DirectoryFlags = OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow;

    /// <param name="root">Owned: closed at the end of the walk.</param>
    public static IEnumerable<TreeNode> Walk(FileDescriptor root) => Walk(root, static _ => true);

    /// <param name="root">Owned: closed at the end of the walk.</param>
    /// <param name="enter">Whether to go into a directory.</param>
    public static IEnumerable<TreeNode> Walk(FileDescriptor root, Func<TreeNode, bool> enter)
    {
        var levels = new Stack<Level>();
        levels.Push(new Level(root, []));
        try
        {
            while (levels.TryPeek(out var level))
            {
                if (!level.MoveNext(out var name))
                {
                    levels.Pop().Directory.Dispose();
                    continue;
                }

                if (ByteNameCalls.TryStat(level.Directory, name, out var stat) != Errno.None)
                {
                    continue;
                }

                var node = new TreeNode(level.Directory, name, EntryPath.Join(level.Path, name), stat);
                yield return node;
                if (stat.IsDirectory && enter(node)
                    && ByteNameCalls.TryOpen(level.Directory, name, DirectoryFlags, 0, out var child) == Errno.None)
                {
                    levels.Push(new Level(child!, node.Path));
                }
            }
        }
        finally
        {
            while (levels.TryPop(out var level))
            {
                level.Directory.Dispose();
            }
        }
    }

    private sealed class Level(FileDescriptor directory, byte[] path)
    {
        private readonly List<DirectoryEntry> entries = Sorted(directory);
        private int next;

        public FileDescriptor Directory { get; } = directory;

        public byte[] Path { get; } = path;

        public bool MoveNext(out byte[] name)
        {
            name = next < entries.Count ? entries[next].Name : [];
            return next++ < entries.Count;
        }

        private static List<DirectoryEntry> Sorted(FileDescriptor directory)
        {
            var entries = ByteDirectoryCalls.ReadEntries(directory);
            entries.Sort(static (a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name));
            return entries;
        }
    }
}
