using System.Runtime.InteropServices;
using System.Text;

namespace Davit.Linux.Files;

/// <summary>fgetxattr(2), fsetxattr(2), flistxattr(2), and the l… forms for paths. Values are bytes.</summary>
public static partial class XattrCalls
{
    /// <summary>The value of an attribute of an open file, or null if it has none of that name.</summary>
    public static unsafe byte[]? Get(FileDescriptor file, string name)
    {
        var buffer = new byte[256];
        while (true)
        {
            fixed (byte* start = buffer)
            {
                var count = Fgetxattr(file.Value, name, start, (nuint)buffer.Length);
                if (count >= 0)
                {
                    return buffer[..(int)count];
                }
            }

            if (Syscall.LastErrno is var errno && errno != Errno.ERANGE)
            {
                return errno is Errno.ENODATA or Errno.EOPNOTSUPP ? null : throw new LinuxException(errno, "fgetxattr", name);
            }

            buffer = new byte[buffer.Length * 16];
        }
    }

    public static unsafe Errno TrySet(FileDescriptor file, string name, ReadOnlySpan<byte> value)
    {
        fixed (byte* start = value)
        {
            return Syscall.ErrnoOf(Fsetxattr(file.Value, name, start, (nuint)value.Length, 0));
        }
    }

    /// <summary>Sets an attribute of a path itself (lsetxattr); use <c>/proc/self/fd/N/name</c> for names below a descriptor.</summary>
    public static unsafe Errno TrySetLink(string path, string name, ReadOnlySpan<byte> value)
    {
        fixed (byte* start = value)
        {
            return Syscall.ErrnoOf(Lsetxattr(path, name, start, (nuint)value.Length, 0));
        }
    }

    /// <summary>Names of the attributes of an open file.</summary>
    public static unsafe IReadOnlyList<string> List(FileDescriptor file)
    {
        var buffer = new byte[1024];
        while (true)
        {
            fixed (byte* start = buffer)
            {
                var count = Flistxattr(file.Value, start, (nuint)buffer.Length);
                if (count >= 0)
                {
                    return Encoding.UTF8.GetString(buffer, 0, (int)count).Split('\0', StringSplitOptions.RemoveEmptyEntries);
                }
            }

            if (Syscall.LastErrno is var errno && errno != Errno.ERANGE)
            {
                return errno is Errno.EOPNOTSUPP ? [] : throw new LinuxException(errno, "flistxattr");
            }

            buffer = new byte[buffer.Length * 4];
        }
    }

    [LibraryImport("libc", EntryPoint = "fgetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint Fgetxattr(int fd, string name, byte* value, nuint size);

    [LibraryImport("libc", EntryPoint = "fsetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Fsetxattr(int fd, string name, byte* value, nuint size, int flags);

    [LibraryImport("libc", EntryPoint = "lsetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Lsetxattr(string path, string name, byte* value, nuint size, int flags);

    [LibraryImport("libc", EntryPoint = "flistxattr", SetLastError = true)]
    private static unsafe partial nint Flistxattr(int fd, byte* list, nuint size);
}
