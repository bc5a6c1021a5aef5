using System.Text;
using Davit.Linux.Files;
using Davit.Linux;

namespace Davit.Cli.Archives;

/// <summary>
/// Unpacks an archive that came from a container into a directory of this machine. Every member's parent is opened by
/// openat2 beneath the target and without following symbolic links, so that no name and no link in the archive, and
/// nobody who swaps a link meanwhile, can make it write elsewhere. Device nodes are left out.
/// </summary>
internal sealed class TarExtractor(FileDescriptor target, bool keepOwners)
{
    private const uint Execute = 0x49; // x for all
    private const uint Privileged = 0xC00; // set-uid, set-gid

    private readonly List<(string Path, long Seconds, uint Mode)> _directories = [];

    public long Bytes { get; private set; }

    /// <summary>Members that were not made, with the reason.</summary>
    public List<string> Skipped { get; } = [];

    /// <summary>Throws <see cref="IOException"/>; what was unpacked before stays.</summary>
    public void Run(Stream archive, Func<string, string> rename)
    {
        var reader = new TarReader(archive);
        while (reader.Next() is { } entry)
        {
            var path = Components(rename(entry.Name));
            if (path.Length > 0)
            {
                Extract(entry, path, reader, rename);
            }
        }

        FinishDirectories();
    }

    /// <summary>The parts of a name. A part that leads upwards is refused.</summary>
    private static string[] Components(string name)
    {
        var parts = name.Split('/').Where(part => part.Length > 0 && part != ".").ToArray();
        return parts.Contains("..") ? throw new InvalidDataException($"refusing to unpack {name}: it leads out of the target directory") : parts;
    }

    private void Extract(TarEntry entry, string[] path, TarReader reader, Func<string, string> rename)
    {
        using var parent = OpenParent(path);
        var name = path[^1];
        switch (entry.Kind)
        {
            case TarEntryKind.Directory:
                MakeDirectory(parent, name, path, entry);
                break;
            case TarEntryKind.File:
                WriteFile(parent, name, entry, reader.Content);
                break;
            case TarEntryKind.SymbolicLink:
                Replace(parent, name, path);
                Check(LinkCalls.TrySymlink(entry.LinkTarget, parent, name), "symlinkat", path);
                SetOwner(parent, name, entry);
                break;
            case TarEntryKind.HardLink:
                MakeHardLink(parent, name, path, Components(rename(entry.LinkTarget)));
                break;
            case TarEntryKind.Fifo:
                Replace(parent, name, path);
                Check(DirectoryCalls.TryMakeNode(parent, name, (uint)FileKind.Fifo | Mode(entry), 0), "mknodat", path);
                SetOwner(parent, name, entry);
                break;
            default:
                Skipped.Add($"{string.Join('/', path)}: device nodes and unknown kinds of files are not copied to this machine");
                break;
        }
    }

    private FileDescriptor OpenParent(string[] path)
    {
        var directory = ReadWriteCalls.Duplicate(target);
        foreach (var part in path[..^1])
        {
            var inner = Enter(directory, part);
            directory.Dispose();
            directory = inner;
        }

        return directory;
    }

    private static FileDescriptor Enter(FileDescriptor directory, string part)
    {
        const ResolveFlags Resolve = ResolveFlags.Beneath | ResolveFlags.NoSymlinks;
        const OpenFlags Flags = OpenFlags.Directory | OpenFlags.NoFollow | OpenFlags.CloseOnExec;
        var errno = OpenCalls.TryOpenAt2(directory, part, Flags, Resolve, 0, out var inner);
        if (errno == Errno.ENOENT)
        {
            var made = DirectoryCalls.TryMakeDirectory(directory, part, 0x1ed);
            if (made is not (Errno.None or Errno.EEXIST))
            {
                throw new LinuxException(made, "mkdirat", part);
            }

            errno = OpenCalls.TryOpenAt2(directory, part, Flags, Resolve, 0, out inner);
        }

        return errno == Errno.None ? inner! : throw new LinuxException(errno, "openat2", part);
    }

    private void MakeDirectory(FileDescriptor parent, string name, string[] path, TarEntry entry)
    {
        var errno = DirectoryCalls.TryMakeDirectory(parent, name, 0x1c0);
        if (errno == Errno.EEXIST && StatCalls.TryStatLink(parent, name, out var existing) == Errno.None && !existing.IsDirectory)
        {
            throw new IOException($"cannot overwrite non-directory \"{string.Join('/', path)}\" with directory");
        }

        if (errno is not (Errno.None or Errno.EEXIST))
        {
            throw new LinuxException(errno, "mkdirat", string.Join('/', path));
        }

        SetOwner(parent, name, entry);
        _directories.Add((string.Join('/', path), entry.ModifiedSeconds, Mode(entry)));
    }

    private void WriteFile(FileDescriptor parent, string name, TarEntry entry, Stream content)
    {
        Replace(parent, name, [name]);
        using var file = OpenCalls.OpenAt(parent, name, OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoFollow | OpenFlags.CloseOnExec, 0x180);
        var buffer = new byte[128 * 1024];
        for (var count = content.Read(buffer); count > 0; count = content.Read(buffer))
        {
            ReadWriteCalls.WriteAll(file, buffer.AsSpan(0, count));
            Bytes += count;
        }

        if (keepOwners)
        {
            OwnershipCalls.ChangeOwner(file, entry.Uid, entry.Gid);
        }

        OwnershipCalls.ChangeMode(file, Mode(entry));
        SetTime(parent, name, entry.ModifiedSeconds);
    }

    private void MakeHardLink(FileDescriptor parent, string name, string[] path, string[] source)
    {
        if (source.Length == 0)
        {
            throw new InvalidDataException($"the archive links {string.Join('/', path)} to nothing");
        }

        using var from = OpenParent(source);
        Replace(parent, name, path);
        Check(LinkCalls.TryLink(from, source[^1], parent, name), "linkat", path);
    }

    /// <summary>Takes away what stands in the way; a directory does not give way to anything else.</summary>
    private static void Replace(FileDescriptor parent, string name, string[] path)
    {
        var errno = DirectoryCalls.TryUnlink(parent, name);
        if (errno is Errno.EISDIR or Errno.EPERM)
        {
            throw new IOException($"cannot overwrite directory \"{string.Join('/', path)}\" with non-directory");
        }

        if (errno is not (Errno.None or Errno.ENOENT))
        {
            throw new LinuxException(errno, "unlinkat", string.Join('/', path));
        }
    }

    /// <summary>A program of the container must not become set-uid to the user who copies it, unless owners are kept.</summary>
    private uint Mode(TarEntry entry) => keepOwners ? entry.Mode : entry.Mode & ~Privileged;

    private void SetOwner(FileDescriptor parent, string name, TarEntry entry)
    {
        if (keepOwners)
        {
            Check(OwnershipCalls.TryChangeOwner(parent, name, entry.Uid, entry.Gid), "fchownat", [name]);
        }
    }

    private static void SetTime(FileDescriptor parent, string name, long seconds) => OwnershipCalls.TrySetTimes(parent, name, seconds, 0);

    /// <summary>Modes and times of directories come last: a read-only one must take its members first.</summary>
    private void FinishDirectories()
    {
        for (var index = _directories.Count - 1; index >= 0; index--)
        {
            var (path, seconds, mode) = _directories[index];
            var errno = OpenCalls.TryOpenAt2(target, path, OpenFlags.Directory | OpenFlags.CloseOnExec, ResolveFlags.Beneath | ResolveFlags.NoSymlinks, 0, out var directory);
            if (errno != Errno.None)
            {
                continue; // a later member took its place
            }

            using (directory)
            {
                OwnershipCalls.ChangeMode(directory!, mode == 0 ? Execute : mode);
                OwnershipCalls.TrySetTimes(directory, ".", seconds, 0);
            }
        }
    }

    private static void Check(Errno errno, string call, string[] path)
    {
        if (errno != Errno.None)
        {
            throw new LinuxException(errno, call, string.Join('/', path));
        }
    }
}
