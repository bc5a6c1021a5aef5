using Davit.Linux;
using Davit.Linux.Files;
using Davit.Storage.Archives;

namespace Davit.Storage.Trees;

/// <summary>
/// Writes files of a tree into an archive: hard links by inode, extended attributes that mean something elsewhere, sockets left out.
/// Files may change meanwhile: each gets the size it had when it was opened, filled up with zeros if it shrank. Not thread-safe.
/// </summary>
internal sealed class TreeArchiver(TarWriter writer)
{
    private const OpenFlags FileFlags = OpenFlags.ReadOnly | OpenFlags.NoFollow | OpenFlags.NonBlock;
    private readonly Dictionary<(ulong Inode, uint Major, uint Minor), byte[]> firstNames = [];
    private readonly byte[] buffer = new byte[1 << 18];

    /// <summary>Writes one node under a name of the archive.</summary>
    public void Write(TreeNode node, byte[] name)
    {
        switch (node.Stat.Kind)
        {
            case FileKind.Regular:
                WriteFile(node, name);
                break;
            case FileKind.Socket:
                break;
            case FileKind.Directory:
                writer.WriteHeader(Describe(node.Parent, node.Name, node.Stat, name is [.., (byte)'/'] ? name : [.. name, (byte)'/']));
                break;
            default:
                if (!WriteAsLink(node.Stat, name))
                {
                    writer.WriteHeader(Describe(node.Parent, node.Name, node.Stat, name));
                }

                break;
        }
    }

    private void WriteFile(TreeNode node, byte[] name)
    {
        // What is opened may be another file than what was looked at: everything comes from the descriptor.
        if (ByteNameCalls.TryOpen(node.Parent, node.Name, FileFlags, 0, out var file) is var errno && errno != Errno.None)
        {
            if (errno is Errno.ENOENT or Errno.ELOOP or Errno.ENXIO)
            {
                return;
            }

            throw TreeErrors.From(errno, "open", node.Path);
        }

        using (file)
        {
            TreeErrors.Check(ByteNameCalls.TryStat(file!, default, out var stat), "statx", node.Path);
            if (!stat.IsRegular || WriteAsLink(stat, name))
            {
                return;
            }

            writer.WriteHeader(Describe(file!, default, stat, name));
            CopyContent(file!, (long)stat.Size);
            writer.Pad((long)stat.Size);
        }
    }

    private bool WriteAsLink(in Statx stat, byte[] name)
    {
        if (stat.LinkCount < 2)
        {
            return false;
        }

        var key = (stat.Inode, stat.DeviceMajor, stat.DeviceMinor);
        if (!firstNames.TryGetValue(key, out var first))
        {
            firstNames[key] = name;
            return false;
        }

        writer.WriteHeader(new TarEntry
        {
            Name = name,
            LinkName = first,
            Kind = TarEntryKind.HardLink,
            Mode = stat.Permissions,
            UserId = stat.Uid,
            GroupId = stat.Gid,
            ModifiedSeconds = stat.ModifyTime.Seconds,
            ModifiedNanoseconds = stat.ModifyTime.Nanoseconds,
        });
        return true;
    }

    private void CopyContent(FileDescriptor file, long size)
    {
        while (size > 0)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(size, buffer.Length));
            var count = ReadWriteCalls.Read(file, part);
            if (count == 0)
            {
                part.Clear();
                count = part.Length;
            }

            writer.Write(part[..count]);
            size -= count;
        }
    }

    private static TarEntry Describe(FileDescriptor parent, ReadOnlySpan<byte> name, in Statx stat, byte[] entryName) => new()
    {
        Name = entryName,
        Kind = KindOf(stat.Kind),
        LinkName = stat.Kind == FileKind.SymbolicLink ? ByteNameCalls.ReadLink(parent, name) ?? [] : [],
        Mode = stat.Permissions,
        UserId = stat.Uid,
        GroupId = stat.Gid,
        Size = stat.IsRegular ? (long)stat.Size : 0,
        ModifiedSeconds = stat.ModifyTime.Seconds,
        ModifiedNanoseconds = stat.ModifyTime.Nanoseconds,
        DeviceMajor = stat.DeviceMajorOfNode,
        DeviceMinor = stat.DeviceMinorOfNode,
        Xattrs = ReadXattrs(parent, name),
    };

    private static List<TarXattr> ReadXattrs(FileDescriptor parent, ReadOnlySpan<byte> name)
    {
        var names = ByteXattrCalls.List(parent, name);
        if (names.Count == 0)
        {
            return [];
        }

        var xattrs = new List<TarXattr>();
        foreach (var attribute in names.Where(IsPortable).OrderBy(Convert.ToHexString, StringComparer.Ordinal))
        {
            if (ByteXattrCalls.Get(parent, name, attribute) is { } value)
            {
                xattrs.Add(new TarXattr(attribute, value));
            }
        }

        return xattrs;
    }

    // security.selinux and security.ima belong to this host, trusted.* to its file systems.
    private static bool IsPortable(byte[] name)
    {
        ReadOnlySpan<byte> text = name;
        return text.SequenceEqual("security.capability"u8)
            || text.StartsWith("system.posix_acl_"u8)
            || (text.StartsWith("user."u8) && !text.StartsWith("user.overlay."u8));
    }

    private static TarEntryKind KindOf(FileKind kind) => kind switch
    {
        FileKind.Directory => TarEntryKind.Directory,
        FileKind.SymbolicLink => TarEntryKind.SymbolicLink,
        FileKind.CharacterDevice => TarEntryKind.CharacterDevice,
        FileKind.BlockDevice => TarEntryKind.BlockDevice,
        FileKind.Fifo => TarEntryKind.Fifo,
        _ => TarEntryKind.File,
    };
}
