using Davit.Linux;
using Davit.Linux.Files;
using Davit.Storage.Archives;

namespace Davit.Storage.Trees;

/// <summary>
/// Unpacks an archive below a directory that is held by descriptor. No name and no link of the archive, and nothing that another
/// process does meanwhile, leads out of that directory. Not thread-safe; does not own the root.
/// </summary>
internal sealed class TreeExtractor : IDisposable
{
    private const OpenFlags NewFile = OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoFollow;
    private const uint Private = 0x180; // 0600

    private readonly FileDescriptor root;
    private readonly ExtractOptions options;
    private readonly TarTape? tape;
    private readonly ParentDirectories parents;
    private readonly List<(byte[] Path, long Seconds, uint Nanoseconds)> directoryTimes = [];

    public TreeExtractor(FileDescriptor root, ExtractOptions options, TarTape? tape = null)
    {
        this.root = root;
        this.options = options;
        this.tape = tape;
        parents = new ParentDirectories(root, options.CheckDirectory);
    }

    /// <summary>Bytes of regular files and symbolic links that were written: docker counts both.</summary>
    public long FileBytes { get; private set; }

    /// <summary>Whether the archive had an entry for the root itself.</summary>
    public bool HasRoot { get; private set; }

    public IReadOnlyList<byte[]> Implied => parents.Implied;

    public void Extract(TarReader reader, CancellationToken cancellation)
    {
        while (reader.Next() is { } entry)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                ExtractEntry(reader, entry);
            }
            catch (LinuxException failure)
            {
                throw TreeErrors.From(failure.Errno, failure.Call, entry.Name);
            }
        }

        // Last, because filling a directory changes its time.
        foreach (var (path, seconds, nanoseconds) in directoryTimes)
        {
            SetDirectoryTime(path, seconds, nanoseconds);
        }
    }

    public void Dispose() => parents.Dispose();

    private void ExtractEntry(TarReader reader, TarEntry entry)
    {
        if (entry.Kind == TarEntryKind.Unknown)
        {
            throw ArchiveErrors.Invalid($"entry {entry.DisplayName} has the unknown type 0x{entry.TypeFlag:x2}");
        }

        var path = EntryPath.Clean(entry.Name);
        if (path.Length == 0)
        {
            ExtractRoot(entry);
            return;
        }

        path = Below(path);

        var (directory, nameMemory) = EntryPath.Split(path);
        var name = nameMemory.Span;
        var parent = parents.Open(directory.Span);
        if (options.Whiteouts && name.StartsWith(Whiteout.Prefix))
        {
            Whiteout.Apply(parent, name);
            return;
        }

        switch (entry.Kind)
        {
            case TarEntryKind.File:
                ExtractFile(reader, entry, parent, name);
                break;
            case TarEntryKind.Directory:
                ExtractDirectory(entry, parent, name);
                break;
            case TarEntryKind.HardLink:
                ExtractHardLink(entry, path);
                break;
            default:
                ExtractNode(entry, parent, name);
                break;
        }
    }

    private byte[] Below(byte[] path) => options.Prefix.Length == 0 ? path : EntryPath.Join(options.Prefix, path);

    private void ExtractRoot(TarEntry entry)
    {
        // docker skips the root's own entry when it merges into an existing directory (cp), and applies it to a layer.
        if (entry.Kind == TarEntryKind.Directory && options.Whiteouts)
        {
            HasRoot = true;
            EntryMetadata.Apply(root, entry, options);
            directoryTimes.Add(([], entry.ModifiedSeconds, entry.ModifiedNanoseconds));
        }
    }

    private void ExtractFile(TarReader reader, TarEntry entry, FileDescriptor parent, ReadOnlySpan<byte> name)
    {
        var errno = ByteNameCalls.TryOpen(parent, name, NewFile, Private, out var file);
        if (errno == Errno.EEXIST)
        {
            Replace(parent, name, isDirectory: false);
            errno = ByteNameCalls.TryOpen(parent, name, NewFile, Private, out file);
        }

        TreeErrors.Check(errno, "open", entry.Name);
        using (file)
        {
            try
            {
                WriteContent(reader, entry, file!, name);
                EntryMetadata.Apply(file!, entry, options);
                TreeErrors.Check(
                    ByteNameCalls.TrySetTimes(file!, default, entry.ModifiedSeconds, entry.ModifiedNanoseconds), "utimensat", entry.Name);
            }
            catch
            {
                ByteNameCalls.TryUnlink(parent, name);
                throw;
            }
        }
    }

    private void WriteContent(TarReader reader, TarEntry entry, FileDescriptor file, ReadOnlySpan<byte> name)
    {
        FileBytes += entry.Size;
        if (entry.Sparse is null)
        {
            if (entry.Size > 0)
            {
                tape?.File(EntryPath.Join(parents.RealPath, name), 0, entry.Size);
                CopyRange(reader, file, 0, entry.Size);
            }

            return;
        }

        foreach (var range in entry.Sparse)
        {
            if (range.Length > 0)
            {
                tape?.File(EntryPath.Join(parents.RealPath, name), range.Offset, range.Length);
                CopyRange(reader, file, range.Offset, range.Length);
            }
        }

        ReadWriteCalls.Truncate(file, entry.Size);
    }

    private static void CopyRange(TarReader reader, FileDescriptor file, long offset, long length)
    {
        var end = offset + length;
        while (offset < end)
        {
            var data = reader.ReadData();
            data = data.Length > end - offset ? data[..(int)(end - offset)] : data;
            FileSystemCalls.WriteAllAt(file, data, offset);
            reader.Advance(data.Length);
            offset += data.Length;
        }
    }

    private void ExtractDirectory(TarEntry entry, FileDescriptor parent, ReadOnlySpan<byte> name)
    {
        var opaque = false;
        var errno = ByteNameCalls.TryMakeDirectory(parent, name, 0x1C0 /* 0700 */);
        if (errno == Errno.EEXIST)
        {
            TreeErrors.Check(ByteNameCalls.TryStat(parent, name, out var stat), "statx", entry.Name);
            if (!stat.IsDirectory)
            {
                opaque = options.Whiteouts && Whiteout.IsWhiteout(stat);
                Replace(parent, name, isDirectory: true);
                errno = ByteNameCalls.TryMakeDirectory(parent, name, 0x1C0);
                TreeErrors.Check(errno, "mkdir", entry.Name);
            }
        }
        else
        {
            TreeErrors.Check(errno, "mkdir", entry.Name);
        }

        errno = ByteNameCalls.TryOpen(parent, name, OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow, 0, out var directory);
        TreeErrors.Check(errno, "open", entry.Name);
        using (directory)
        {
            EntryMetadata.Apply(directory!, entry, options);
            if (opaque)
            {
                Whiteout.MakeOpaque(directory!);
            }
        }

        directoryTimes.Add((EntryPath.Join(parents.RealPath, name), entry.ModifiedSeconds, entry.ModifiedNanoseconds));
    }

    private void ExtractHardLink(TarEntry entry, byte[] path)
    {
        var target = Below(EntryPath.Clean(entry.LinkName));
        if (target.AsSpan().SequenceEqual(path))
        {
            return;
        }

        var (targetDirectory, targetName) = EntryPath.Split(target);
        var (directory, name) = EntryPath.Split(path);
        using var from = ReadWriteCalls.Duplicate(parents.Open(targetDirectory.Span));
        var to = parents.Open(directory.Span);
        var errno = ByteNameCalls.TryLink(from, targetName.Span, to, name.Span);
        if (errno == Errno.EEXIST)
        {
            if (IsSameFile(from, targetName.Span, to, name.Span))
            {
                return;
            }

            Replace(to, name.Span, isDirectory: false);
            errno = ByteNameCalls.TryLink(from, targetName.Span, to, name.Span);
        }

        if (errno is Errno.ENOENT or Errno.EPERM)
        {
            var why = errno == Errno.ENOENT ? "which is not in the archive" : "which cannot be linked to";
            throw ArchiveErrors.Invalid($"hard link {entry.DisplayName} to {DisplayText.Of(entry.LinkName)}, {why}");
        }

        TreeErrors.Check(errno, "link", entry.Name);
    }

    private static bool IsSameFile(FileDescriptor from, ReadOnlySpan<byte> fromName, FileDescriptor to, ReadOnlySpan<byte> toName) =>
        ByteNameCalls.TryStat(from, fromName, out var first) == Errno.None
        && ByteNameCalls.TryStat(to, toName, out var second) == Errno.None
        && first.Inode == second.Inode && first.DeviceMajor == second.DeviceMajor && first.DeviceMinor == second.DeviceMinor;

    private void ExtractNode(TarEntry entry, FileDescriptor parent, ReadOnlySpan<byte> name)
    {
        var errno = MakeNode(entry, parent, name);
        if (errno == Errno.EEXIST)
        {
            Replace(parent, name, isDirectory: false);
            errno = MakeNode(entry, parent, name);
        }

        TreeErrors.Check(errno, entry.Kind == TarEntryKind.SymbolicLink ? "symlink" : "mknod", entry.Name);
        EntryMetadata.ApplyByName(parent, name, entry, options);
        FileBytes += entry.Kind == TarEntryKind.SymbolicLink ? entry.LinkName.Length : 0;
    }

    private static Errno MakeNode(TarEntry entry, FileDescriptor parent, ReadOnlySpan<byte> name)
    {
        if (entry.Kind == TarEntryKind.SymbolicLink)
        {
            return entry.LinkName.Length == 0
                ? throw ArchiveErrors.Invalid($"symbolic link {entry.DisplayName} without a target")
                : ByteNameCalls.TrySymlink(entry.LinkName, parent, name);
        }

        var type = entry.Kind switch
        {
            TarEntryKind.CharacterDevice => FileKind.CharacterDevice,
            TarEntryKind.BlockDevice => FileKind.BlockDevice,
            _ => FileKind.Fifo,
        };
        var errno = ByteNameCalls.TryMakeNode(parent, name, (uint)type | entry.Mode, entry.DeviceMajor, entry.DeviceMinor);
        return errno == Errno.None ? SetNodeMode(parent, name, entry.Mode, (uint)type) : errno;
    }

    /// <summary>mknod(2) applies the umask. chmod follows links, so it goes through a descriptor that was checked to be the node.</summary>
    private static Errno SetNodeMode(FileDescriptor parent, ReadOnlySpan<byte> name, uint mode, uint type)
    {
        var errno = ByteNameCalls.TryOpen(parent, name, OpenFlags.Path | OpenFlags.NoFollow, 0, out var node);
        using (node)
        {
            return errno == Errno.None && ((uint)StatCalls.Stat(node!).Mode & 0xF000) == type
                ? OwnershipCalls.TryChangeMode(null, node!.ProcPath, mode)
                : errno;
        }
    }

    /// <summary>Makes room: what stands at the name is removed, or put aside for the tape.</summary>
    private void Replace(FileDescriptor parent, ReadOnlySpan<byte> name, bool isDirectory)
    {
        TreeErrors.Check(ByteNameCalls.TryStat(parent, name, out var stat), "statx", name);
        if (options.NoOverwriteDirNonDir && stat.IsDirectory != isDirectory)
        {
            var path = DisplayText.Of(EntryPath.Join(parents.RealPath, name));
            throw new StorageException(StorageErrorKind.InvalidParameter, stat.IsDirectory
                ? $"cannot overwrite directory \"{path}\" with non-directory"
                : $"cannot overwrite non-directory \"{path}\" with directory");
        }

        if (options.MovedRoot is { } moved && tape is not null && (stat.IsDirectory || stat.IsRegular))
        {
            var number = tape.Move(EntryPath.Join(parents.RealPath, name));
            var target = System.Text.Encoding.ASCII.GetBytes(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            TreeErrors.Check(ByteNameCalls.TryRename(parent, name, moved, target), "rename", name);
        }
        else
        {
            TreeRemover.Remove(parent, name);
        }
    }

    private void SetDirectoryTime(byte[] path, long seconds, uint nanoseconds)
    {
        // A directory may have been replaced since; then there is nothing to set.
        if (ByteNameCalls.TryOpenResolved(
            root, path, OpenFlags.ReadOnly | OpenFlags.Directory, ResolveFlags.InRoot | ResolveFlags.NoSymlinks, 0, out var directory) == Errno.None)
        {
            using (directory)
            {
                TreeErrors.Check(ByteNameCalls.TrySetTimes(directory!, default, seconds, nanoseconds), "utimensat", path);
            }
        }
    }
}
