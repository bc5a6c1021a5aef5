using System.Text;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Storage.Archives;
using Davit.Storage.Streams;
using Davit.Storage.Trees;

namespace Davit.Storage.Copying;

/// <summary>An opened path of a container. The view must stay open until this is disposed.</summary>
public sealed class ArchiveRead : IDisposable
{
    private readonly ContainerView view;
    private readonly FileDescriptor parent;
    private readonly byte[] name;
    private readonly bool isDirectory;

    internal ArchiveRead(ContainerView view, FileDescriptor parent, byte[] name, PathStat stat, bool isDirectory)
    {
        this.view = view;
        this.parent = parent;
        this.name = name;
        this.isDirectory = isDirectory;
        Stat = stat;
    }

    public PathStat Stat { get; }

    /// <summary>Writes the archive; its entries start with the last element of the path that was asked for.</summary>
    public Task WriteToAsync(Stream output, CancellationToken cancellation) => PushStream.RunAsync(output, Write, cancellation);

    public void Dispose() => parent.Dispose();

    private void Write(Stream output, CancellationToken cancellation)
    {
        var writer = new TarWriter(output);
        var archiver = new TreeArchiver(writer);
        var rebased = Encoding.UTF8.GetBytes(Stat.Name);
        if (isDirectory)
        {
            WriteDirectory(archiver, rebased, cancellation);
        }
        else
        {
            TreeErrors.Check(ByteNameCalls.TryStat(parent, name, out var stat), "statx", name);
            archiver.Write(new TreeNode(parent, name, name, stat), rebased);
        }

        writer.Complete();
    }

    private void WriteDirectory(TreeArchiver archiver, byte[] rebased, CancellationToken cancellation)
    {
        using var directory = OpenDirectory();
        TreeErrors.Check(ByteNameCalls.TryStat(directory, default, out var stat), "statx", name);
        archiver.Write(new TreeNode(directory, [], rebased, stat), rebased);

        // For the root the entries are "/etc", not "//etc".
        byte[] prefix = rebased is [(byte)'/'] ? [] : rebased;
        var path = view.PathOf(directory).TrimEnd('/');
        var mounts = new Dictionary<string, ulong>(StringComparer.Ordinal) { [""] = stat.MountId };
        foreach (var node in TreeWalker.Walk(ReadWriteCalls.Duplicate(directory), node => IsPartOf(node, path, mounts)))
        {
            cancellation.ThrowIfCancellationRequested();
            archiver.Write(node, [.. prefix, (byte)'/', .. node.Path]);
        }
    }

    /// <summary>Volumes and binds are entered; what else is mounted (proc, sys, a tmpfs) is an empty directory, as in docker.</summary>
    private bool IsPartOf(TreeNode node, string path, Dictionary<string, ulong> mounts)
    {
        if (mounts.ContainsValue(node.Stat.MountId))
        {
            return true;
        }

        var place = path + "/" + Encoding.UTF8.GetString(node.Path);
        if (view.Mounts.Any(mount => mount.Destination.TrimEnd('/') == place))
        {
            mounts[place] = node.Stat.MountId;
            return true;
        }

        return false;
    }

    private FileDescriptor OpenDirectory()
    {
        if (name.Length == 0)
        {
            return ReadWriteCalls.Duplicate(parent);
        }

        var errno = ByteNameCalls.TryOpen(parent, name, OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow, 0, out var directory);
        return errno == Errno.None ? directory! : throw TreeErrors.From(errno, "open", name);
    }
}
