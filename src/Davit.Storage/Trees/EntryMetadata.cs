using Davit.Linux;
using Davit.Linux.Files;
using Davit.Storage.Archives;

namespace Davit.Storage.Trees;

/// <summary>Owner, mode, extended attributes and times of what was just unpacked. The order matters: chown(2) clears set-id bits and capabilities.</summary>
internal static class EntryMetadata
{
    /// <summary>Everything but the times of an open file or directory.</summary>
    public static void Apply(FileDescriptor file, TarEntry entry, ExtractOptions options)
    {
        var (uid, gid) = options.Owner ?? (entry.UserId, entry.GroupId);
        TreeErrors.Check(ByteNameCalls.TryChangeOwner(file, default, uid, gid), "chown", entry.Name);
        OwnershipCalls.ChangeMode(file, entry.Mode);
        foreach (var xattr in entry.Xattrs)
        {
            Check(IsAllowed(xattr.Name) ? ByteXattrCalls.TrySet(file, default, xattr.Name, xattr.Value) : Errno.None, entry, xattr);
        }
    }

    /// <summary>Everything of a symbolic link, device node or FIFO, which must not be opened.</summary>
    public static void ApplyByName(FileDescriptor parent, ReadOnlySpan<byte> name, TarEntry entry, ExtractOptions options)
    {
        var (uid, gid) = options.Owner ?? (entry.UserId, entry.GroupId);
        TreeErrors.Check(ByteNameCalls.TryChangeOwner(parent, name, uid, gid), "chown", entry.Name);
        foreach (var xattr in entry.Xattrs)
        {
            Check(IsAllowed(xattr.Name) ? ByteXattrCalls.TrySet(parent, name, xattr.Name, xattr.Value) : Errno.None, entry, xattr);
        }

        TreeErrors.Check(ByteNameCalls.TrySetTimes(parent, name, entry.ModifiedSeconds, entry.ModifiedNanoseconds), "utimensat", entry.Name);
    }

    // overlayfs keeps its own facts (opaque, redirect, metacopy) in these: an archive must not forge them.
    private static bool IsAllowed(ReadOnlySpan<byte> name) =>
        !name.StartsWith("trusted."u8) && !name.StartsWith("user.overlay."u8);

    private static void Check(Errno errno, TarEntry entry, TarXattr xattr)
    {
        // As docker: a file system without such attributes, or a name space it does not let us write, does not fail the archive.
        if (errno is Errno.None or Errno.EOPNOTSUPP or Errno.EPERM or Errno.EINVAL)
        {
            return;
        }

        throw TreeErrors.From(errno, "setxattr " + DisplayText.Of(xattr.Name), entry.Name);
    }
}
