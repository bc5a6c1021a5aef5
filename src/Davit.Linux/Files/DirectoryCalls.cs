using System.Runtime.InteropServices;
using System.Text;

namespace Davit.Linux.Files;

/// <summary>mkdirat(2), unlinkat(2), mknodat(2), getdents64(2).</summary>
public static partial class DirectoryCalls
{
    public static void MakeDirectory(FileDescriptor? directory, string name, uint mode) =>
        Syscall.Check(Mkdirat(Syscall.At(directory), name, mode), "mkdir", name);

    /// <summary>Makes one directory; an existing entry is EEXIST.</summary>
    public static Errno TryMakeDirectory(FileDescriptor? directory, string name, uint mode) =>
        Syscall.ErrnoOf(Mkdirat(Syscall.At(directory), name, mode));

    public static Errno TryUnlink(FileDescriptor? directory, string name) =>
        Syscall.ErrnoOf(Unlinkat(Syscall.At(directory), name, 0));

    public static Errno TryRemoveDirectory(FileDescriptor? directory, string name) =>
        Syscall.ErrnoOf(Unlinkat(Syscall.At(directory), name, Syscall.AtRemoveDir));

    /// <summary>Makes a device node, FIFO or socket; <paramref name="mode"/> carries the type bits.</summary>
    public static Errno TryMakeNode(FileDescriptor? directory, string name, uint mode, ulong device) =>
        Syscall.ErrnoOf(Mknodat(Syscall.At(directory), name, mode, device));

    /// <summary>Names in an open directory, without <c>.</c> and <c>..</c>; the descriptor's position moves to the end.</summary>
    public static unsafe IReadOnlyList<string> ReadNames(FileDescriptor directory)
    {
        var names = new List<string>();
        Span<byte> buffer = stackalloc byte[8192];
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = (int)Syscall.Check(
                    Syscall.Invoke(SyscallNumber.Getdents64, directory.Value, (nint)start, buffer.Length), "getdents64");
                if (count == 0)
                {
                    return names;
                }

                AddNames(names, buffer[..count]);
            }
        }
    }

    // struct linux_dirent64: ino 8, off 8, reclen 2, type 1, name, NUL.
    private static void AddNames(List<string> names, ReadOnlySpan<byte> entries)
    {
        while (!entries.IsEmpty)
        {
            var length = BitConverter.ToUInt16(entries[16..]);
            var name = entries[19..length];
            var text = Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]);
            if (text is not ("." or ".."))
            {
                names.Add(text);
            }

            entries = entries[length..];
        }
    }

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mkdirat(int directory, string name, uint mode);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unlinkat(int directory, string name, int flags);

    [LibraryImport("libc", EntryPoint = "mknodat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mknodat(int directory, string name, uint mode, ulong device);
}
