using System.Text;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Storage.Archives;

namespace Davit.Storage.Trees;

/// <summary>
/// Opens the directories that entries of an archive go into. Symbolic links on the way are followed inside the root and nowhere else
/// (openat2(2), RESOLVE_IN_ROOT), as a process in a chroot would; missing directories are made. Keeps the last one open.
/// </summary>
internal sealed class ParentDirectories(FileDescriptor root, Action<FileDescriptor>? check = null) : IDisposable
{
    private const int LinkLimit = 40;
    private const OpenFlags Flags = OpenFlags.Path | OpenFlags.Directory;

    private readonly byte[] rootPath = ProcPath(root);
    private readonly List<byte[]> implied = [];
    private FileDescriptor? last;
    private byte[] lastPath = [];

    /// <summary>Directories that were made because an entry needed them, by their paths without links.</summary>
    public IReadOnlyList<byte[]> Implied => implied;

    /// <summary>The path of the last directory with all links followed.</summary>
    public byte[] RealPath { get; private set; } = [];

    /// <summary>The directory at this clean path; valid until the next call, not to be disposed.</summary>
    public FileDescriptor Open(ReadOnlySpan<byte> path)
    {
        if (last is not null && path.SequenceEqual(lastPath))
        {
            return last;
        }

        Forget();
        if (path.IsEmpty)
        {
            RealPath = [];
            lastPath = [];
            return last = ReadWriteCalls.Duplicate(root);
        }

        // Without links the path is the real one: the usual case costs one call.
        var errno = ByteNameCalls.TryOpenResolved(root, path, Flags, ResolveFlags.InRoot | ResolveFlags.NoSymlinks, 0, out last);
        if (errno == Errno.None)
        {
            RealPath = path.ToArray();
        }
        else
        {
            last = Follow(path.ToArray());
            RealPath = RealPathOf(last);
        }

        lastPath = path.ToArray();
        check?.Invoke(last!);
        return last!;
    }

    /// <summary>To be called when a directory was replaced or removed: what is open may not be what its path names now.</summary>
    public void Forget()
    {
        last?.Dispose();
        last = null;
    }

    public void Dispose() => Forget();

    private static byte[] ProcPath(FileDescriptor directory) =>
        ByteNameCalls.ReadLink(directory, Encoding.ASCII.GetBytes(directory.ProcPath)) ?? [];

    private byte[] RealPathOf(FileDescriptor directory)
    {
        byte[] path = ProcPath(directory);
        byte[] prefix = rootPath is [.., (byte)'/'] ? rootPath : [.. rootPath, (byte)'/'];
        return path.AsSpan().StartsWith(prefix) ? path[prefix.Length..] : [];
    }

    private FileDescriptor Follow(byte[] path)
    {
        var links = 0;
        while (true)
        {
            var errno = ByteNameCalls.TryOpenResolved(root, path, Flags, ResolveFlags.InRoot | ResolveFlags.NoMagicLinks, 0, out var directory);
            if (errno == Errno.None)
            {
                return directory!;
            }

            if (errno != Errno.ENOENT)
            {
                throw TreeErrors.From(errno, "openat2", path);
            }

            if (MakeMissing(path) is { } other)
            {
                path = ++links <= LinkLimit ? other : throw TreeErrors.From(Errno.ELOOP, "openat2", path);
            }
        }
    }

    /// <summary>
    /// Makes the first missing component of a path. If that is a symbolic link to nowhere, the result is the path with the link's target
    /// in its place, to go on with.
    /// </summary>
    private byte[]? MakeMissing(byte[] path)
    {
        var end = 0;
        FileDescriptor? parent = null;
        try
        {
            parent = ReadWriteCalls.Duplicate(root);
            while (true)
            {
                var slash = path.AsSpan(end).IndexOf((byte)'/');
                var stop = slash < 0 ? path.Length : end + slash;
                var errno = ByteNameCalls.TryOpenResolved(
                    root, path.AsSpan(0, stop), Flags, ResolveFlags.InRoot | ResolveFlags.NoMagicLinks, 0, out var next);
                if (errno != Errno.None)
                {
                    return errno == Errno.ENOENT ? MakeOrExpand(parent, path, end, stop) : throw TreeErrors.From(errno, "openat2", path);
                }

                parent.Dispose();
                parent = next!;
                if (stop == path.Length)
                {
                    return null;
                }

                end = stop + 1;
            }
        }
        finally
        {
            parent?.Dispose();
        }
    }

    private byte[]? MakeOrExpand(FileDescriptor parent, byte[] path, int start, int stop)
    {
        var name = path.AsSpan(start, stop - start);
        if (ByteNameCalls.ReadLink(parent, name) is { } target)
        {
            var above = target is [(byte)'/', ..] ? default : path.AsSpan(0, Math.Max(start - 1, 0));
            return EntryPath.Clean([.. above, (byte)'/', .. target, .. path.AsSpan(stop)]);
        }

        var errno = ByteNameCalls.TryMakeDirectory(parent, name, 0x1ED /* 0755 */);
        if (errno != Errno.EEXIST)
        {
            TreeErrors.Check(errno, "mkdir", path.AsSpan(0, stop));
            TreeErrors.Check(MakeReadable(parent, name), "chmod", path.AsSpan(0, stop));
            implied.Add(EntryPath.Join(RealPathOf(parent), name));
        }

        return null;
    }

    // mkdir(2) applies the process's umask.
    private static Errno MakeReadable(FileDescriptor parent, ReadOnlySpan<byte> name)
    {
        var errno = ByteNameCalls.TryOpen(parent, name, OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow, 0, out var made);
        using (made)
        {
            if (errno == Errno.None)
            {
                OwnershipCalls.ChangeMode(made!, 0x1ED);
            }

            return errno;
        }
    }
}
