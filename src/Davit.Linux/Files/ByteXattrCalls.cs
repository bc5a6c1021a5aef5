using System.Runtime.InteropServices;

namespace Davit.Linux.Files;

/// <summary>
/// Extended attributes of a name below a directory, names and values as bytes, never following a final symbolic link. The kernel has
/// no <c>*at</c> form before Linux 6.13, so the path goes through <c>/proc/self/fd</c>.
/// </summary>
public static partial class ByteXattrCalls
{
    /// <summary>Sets an attribute; an empty file name is the directory itself.</summary>
    public static unsafe Errno TrySet(FileDescriptor directory, ReadOnlySpan<byte> name, ReadOnlySpan<byte> attribute, ReadOnlySpan<byte> value)
    {
        var path = stackalloc byte[ByteNameCalls.PathMax];
        var key = stackalloc byte[ByteNameCalls.PathMax];
        var bad = PathOf(directory, name, path);
        bad = bad == Errno.None ? ByteNameCalls.Terminate(attribute, key) : bad;
        if (bad != Errno.None)
        {
            return bad;
        }

        fixed (byte* start = value)
        {
            return Syscall.ErrnoOf(name.IsEmpty
                ? Setxattr(path, key, start, (nuint)value.Length, 0)
                : Lsetxattr(path, key, start, (nuint)value.Length, 0));
        }
    }

    public static unsafe Errno TryRemove(FileDescriptor directory, ReadOnlySpan<byte> name, ReadOnlySpan<byte> attribute)
    {
        var path = stackalloc byte[ByteNameCalls.PathMax];
        var key = stackalloc byte[ByteNameCalls.PathMax];
        var bad = PathOf(directory, name, path);
        bad = bad == Errno.None ? ByteNameCalls.Terminate(attribute, key) : bad;
        return bad != Errno.None ? bad : Syscall.ErrnoOf(name.IsEmpty ? Removexattr(path, key) : Lremovexattr(path, key));
    }

    /// <summary>The value, or null if there is none.</summary>
    public static unsafe byte[]? Get(FileDescriptor directory, ReadOnlySpan<byte> name, ReadOnlySpan<byte> attribute)
    {
        var path = stackalloc byte[ByteNameCalls.PathMax];
        var key = stackalloc byte[ByteNameCalls.PathMax];
        if (PathOf(directory, name, path) != Errno.None || ByteNameCalls.Terminate(attribute, key) != Errno.None)
        {
            return null;
        }

        // XATTR_SIZE_MAX is 64 KiB; most values are below a hundred bytes.
        var small = stackalloc byte[1024];
        var count = name.IsEmpty ? Getxattr(path, key, small, 1024) : Lgetxattr(path, key, small, 1024);
        if (count >= 0)
        {
            return new ReadOnlySpan<byte>(small, (int)count).ToArray();
        }

        if (Syscall.LastErrno != Errno.ERANGE)
        {
            return null;
        }

        var large = new byte[1 << 16];
        fixed (byte* start = large)
        {
            count = name.IsEmpty ? Getxattr(path, key, start, 1 << 16) : Lgetxattr(path, key, start, 1 << 16);
            return count < 0 ? null : large[..(int)count];
        }
    }

    /// <summary>The names of all attributes; empty where the file system has none.</summary>
    public static unsafe IReadOnlyList<byte[]> List(FileDescriptor directory, ReadOnlySpan<byte> name)
    {
        var path = stackalloc byte[ByteNameCalls.PathMax];
        if (PathOf(directory, name, path) != Errno.None)
        {
            return [];
        }

        var small = stackalloc byte[1024];
        var count = name.IsEmpty ? Listxattr(path, small, 1024) : Llistxattr(path, small, 1024);
        if (count == 0 || (count < 0 && Syscall.LastErrno != Errno.ERANGE))
        {
            return [];
        }

        if (count > 0)
        {
            return Split(new ReadOnlySpan<byte>(small, (int)count));
        }

        var large = new byte[1 << 16];
        fixed (byte* start = large)
        {
            count = name.IsEmpty ? Listxattr(path, start, 1 << 16) : Llistxattr(path, start, 1 << 16);
            return count <= 0 ? [] : Split(large.AsSpan(0, (int)count));
        }
    }

    private static List<byte[]> Split(ReadOnlySpan<byte> list)
    {
        var names = new List<byte[]>();
        while (list.IndexOf((byte)0) is >= 0 and var end)
        {
            names.Add(list[..end].ToArray());
            list = list[(end + 1)..];
        }

        return names;
    }

    private static unsafe Errno PathOf(FileDescriptor directory, ReadOnlySpan<byte> name, byte* path)
    {
        Span<byte> buffer = new(path, ByteNameCalls.PathMax);
        "/proc/self/fd/"u8.CopyTo(buffer);
        _ = directory.Value.TryFormat(buffer[14..], out var digits);
        var used = 14 + digits;
        if (!name.IsEmpty)
        {
            buffer[used++] = (byte)'/';
        }

        if (name.Length + used >= buffer.Length)
        {
            return Errno.ENAMETOOLONG;
        }

        name.CopyTo(buffer[used..]);
        buffer[used + name.Length] = 0;
        return Errno.None;
    }

    [LibraryImport("libc", EntryPoint = "setxattr", SetLastError = true)]
    private static unsafe partial int Setxattr(byte* path, byte* name, byte* value, nuint size, int flags);

    [LibraryImport("libc", EntryPoint = "lsetxattr", SetLastError = true)]
    private static unsafe partial int Lsetxattr(byte* path, byte* name, byte* value, nuint size, int flags);

    [LibraryImport("libc", EntryPoint = "getxattr", SetLastError = true)]
    private static unsafe partial nint Getxattr(byte* path, byte* name, byte* value, nuint size);

    [LibraryImport("libc", EntryPoint = "lgetxattr", SetLastError = true)]
    private static unsafe partial nint Lgetxattr(byte* path, byte* name, byte* value, nuint size);

    [LibraryImport("libc", EntryPoint = "listxattr", SetLastError = true)]
    private static unsafe partial nint Listxattr(byte* path, byte* list, nuint size);

    [LibraryImport("libc", EntryPoint = "llistxattr", SetLastError = true)]
    private static unsafe partial nint Llistxattr(byte* path, byte* list, nuint size);

    [LibraryImport("libc", EntryPoint = "removexattr", SetLastError = true)]
    private static unsafe partial int Removexattr(byte* path, byte* name);

    [LibraryImport("libc", EntryPoint = "lremovexattr", SetLastError = true)]
    private static unsafe partial int Lremovexattr(byte* path, byte* name);
}
