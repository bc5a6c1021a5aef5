using System.Globalization;
using System.Text;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Storage.Archives;
using Davit.Storage.Snapshots;
using Davit.Storage.Trees;

namespace Davit.Storage.Copying;

/// <summary>
/// The root of a container, held by a descriptor. Comes from <see cref="OfProcess"/> for a running container and from
/// <c>SnapshotStore.OpenView</c> for another. Disposing takes its mounts down.
/// </summary>
public sealed class ContainerView : IDisposable
{
    private const ResolveFlags Inside = ResolveFlags.InRoot | ResolveFlags.NoMagicLinks;

    private static readonly long[] PseudoFileSystems =
    [
        FileSystemMagic.Proc, FileSystemMagic.Sysfs, FileSystemMagic.Cgroup, FileSystemMagic.Cgroup2, FileSystemMagic.DevPts,
        FileSystemMagic.NamespaceFs, 0x19800202 /* mqueue */, 0x64626720 /* debugfs */, 0x74726163 /* tracefs */, 0x73636673, /* securityfs */
    ];

    private readonly OverlayTree? tree;
    private readonly byte[] rootPath;

    private ContainerView(FileDescriptor root, IReadOnlyList<ViewMount> mounts, bool readOnlyRoot, OverlayTree? tree)
    {
        Root = root;
        Mounts = mounts;
        ReadOnlyRoot = readOnlyRoot;
        this.tree = tree;
        rootPath = ProcPath(root);
    }

    internal FileDescriptor Root { get; }

    internal IReadOnlyList<ViewMount> Mounts { get; }

    internal bool ReadOnlyRoot { get; }

    /// <summary>The view of a running container, through <c>/proc/PID/root</c>: its mounts are all there.</summary>
    /// <param name="pid">The container's init.</param>
    /// <param name="mounts">Its volumes and binds; other mounts (proc, tmpfs) are not copied from.</param>
    /// <param name="readOnlyRoot">Whether writing outside of mounts is refused.</param>
    public static ContainerView OfProcess(int pid, IReadOnlyList<ViewMount> mounts, bool readOnlyRoot)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/root");
        return new ContainerView(OpenCalls.Open(path, OpenFlags.ReadOnly | OpenFlags.Directory), mounts, readOnlyRoot, null);
    }

    /// <summary>The view of a directory, such as a volume's.</summary>
    public static ContainerView OfDirectory(string path) =>
        new(OpenCalls.Open(path, OpenFlags.ReadOnly | OpenFlags.Directory), [], readOnlyRoot: false, null);

    public void Dispose()
    {
        Root.Dispose();
        tree?.Dispose();
    }

    /// <summary>Takes ownership of a merged root, in which the mounts are.</summary>
    internal static ContainerView OfTree(OverlayTree tree, IReadOnlyList<ViewMount> mounts, bool readOnlyRoot) =>
        new(tree.Root, mounts, readOnlyRoot, tree);

    /// <summary>Opens a path with every link followed inside the root; null if it does not exist.</summary>
    internal FileDescriptor? TryOpen(string path, OpenFlags flags)
    {
        var bytes = Encoding.UTF8.GetBytes(path.TrimStart('/'));
        var errno = ByteNameCalls.TryOpenResolved(Root, bytes, flags, Inside, 0, out var file);
        return errno switch
        {
            Errno.None => Refuse(file!, path),
            Errno.ENOENT or Errno.ENOTDIR => null,
            _ => throw TreeErrors.From(errno, "openat2", bytes),
        };
    }

    /// <summary>Where an open file is in the container, as an absolute path without links.</summary>
    internal string PathOf(FileDescriptor file)
    {
        byte[] prefix = rootPath is [.., (byte)'/'] ? rootPath[..^1] : rootPath;
        var path = ProcPath(file);
        return path.AsSpan().StartsWith(prefix) && path.Length > prefix.Length ? Encoding.UTF8.GetString(path[prefix.Length..]) : "/";
    }

    /// <summary>The mount that a path without links is in; null: the root.</summary>
    internal ViewMount? MountOf(string path) => Mounts
        .Where(mount => IsAtOrBelow(path, mount.Destination.TrimEnd('/')))
        .MaxBy(mount => mount.Destination.Length);

    /// <summary>Refuses what docker does not show either: the kernel's own file systems in a running container.</summary>
    internal static void RefusePseudo(FileDescriptor file)
    {
        if (PseudoFileSystems.Contains(StatCalls.FileSystemType(file)))
        {
            throw new StorageException(StorageErrorKind.InvalidParameter, "cannot copy to or from a file system of the kernel");
        }
    }

    private static FileDescriptor Refuse(FileDescriptor file, string path)
    {
        if (PseudoFileSystems.Contains(StatCalls.FileSystemType(file)))
        {
            file.Dispose();
            throw new StorageException(StorageErrorKind.InvalidParameter, $"cannot copy to or from {DisplayText.Of(Encoding.UTF8.GetBytes(path))}: it is on a file system of the kernel");
        }

        return file;
    }

    private static bool IsAtOrBelow(string path, string directory) =>
        path.StartsWith(directory, StringComparison.Ordinal) && (path.Length == directory.Length || path[directory.Length] == '/');

    private static byte[] ProcPath(FileDescriptor file) =>
        ByteNameCalls.ReadLink(file, Encoding.ASCII.GetBytes(file.ProcPath)) ?? "/"u8.ToArray();
}
