using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Storage.Trees;

/// <summary>
/// Names that hide what lower layers have: <c>.wh.NAME</c> and <c>.wh..wh..opq</c> in archives (image-spec layer.md), a character device
/// 0:0 and the attribute <c>trusted.overlay.opaque</c> in overlayfs (Documentation/filesystems/overlayfs.rst).
/// </summary>
internal static class Whiteout
{
    public static ReadOnlySpan<byte> Prefix => ".wh."u8;

    public static ReadOnlySpan<byte> OpaqueMarker => ".wh..wh..opq"u8;

    public static ReadOnlySpan<byte> OpaqueAttribute => "trusted.overlay.opaque"u8;

    public static bool IsWhiteout(in Statx stat) =>
        stat.Kind == FileKind.CharacterDevice && stat.DeviceMajorOfNode == 0 && stat.DeviceMinorOfNode == 0;

    public static bool IsOpaque(FileDescriptor directory, ReadOnlySpan<byte> name) =>
        ByteXattrCalls.Get(directory, name, OpaqueAttribute) is [(byte)'y'];

    /// <summary>Turns an archive's whiteout into overlayfs's form. Names of its own layer stay: a whiteout is about lower layers.</summary>
    public static void Apply(FileDescriptor parent, ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual(OpaqueMarker))
        {
            MakeOpaque(parent);
            return;
        }

        // Other .wh..wh. names are aufs's own books (.wh..wh.plnk, .wh..wh.aufs).
        var target = name[Prefix.Length..];
        if (target.StartsWith(Prefix))
        {
            return;
        }

        if (target.IsEmpty || target.SequenceEqual("."u8) || target.SequenceEqual(".."u8))
        {
            throw Archives.ArchiveErrors.Invalid($"malformed whiteout {Archives.DisplayText.Of(name)}");
        }

        var errno = ByteNameCalls.TryMakeNode(parent, target, (uint)FileKind.CharacterDevice, 0, 0);
        if (errno == Errno.EEXIST)
        {
            HideBelow(parent, target);
            return;
        }

        TreeErrors.Check(errno, "mknod", name);
    }

    /// <summary>Makes overlayfs ignore what lower layers have in this directory. An O_PATH descriptor will do.</summary>
    public static void MakeOpaque(FileDescriptor directory) =>
        TreeErrors.Check(ByteXattrCalls.TrySet(directory, default, OpaqueAttribute, "y"u8), "setxattr", "trusted.overlay.opaque"u8);

    private static void HideBelow(FileDescriptor parent, ReadOnlySpan<byte> name)
    {
        var errno = ByteNameCalls.TryOpen(parent, name, OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow, 0, out var directory);
        using (directory)
        {
            if (errno == Errno.None)
            {
                MakeOpaque(directory!);
            }
        }
    }
}
