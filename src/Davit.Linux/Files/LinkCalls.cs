using System.Runtime.InteropServices;
using System.Text;

namespace Davit.Linux.Files;

/// <summary>renameat2(2), linkat(2), symlinkat(2), readlinkat(2).</summary>
public static partial class LinkCalls
{
    public static void Rename(FileDescriptor? fromDirectory, string from, FileDescriptor? toDirectory, string to) =>
        Syscall.Check(Renameat(Syscall.At(fromDirectory), from, Syscall.At(toDirectory), to, 0), "rename", from);

    /// <summary>Renames, but fails with EEXIST if the new name is taken (RENAME_NOREPLACE).</summary>
    public static Errno TryRenameNew(FileDescriptor? fromDirectory, string from, FileDescriptor? toDirectory, string to) =>
        Syscall.ErrnoOf(Renameat(Syscall.At(fromDirectory), from, Syscall.At(toDirectory), to, 1));

    /// <summary>Exchanges two names atomically (RENAME_EXCHANGE).</summary>
    public static Errno TryExchange(FileDescriptor? fromDirectory, string from, FileDescriptor? toDirectory, string to) =>
        Syscall.ErrnoOf(Renameat(Syscall.At(fromDirectory), from, Syscall.At(toDirectory), to, 2));

    /// <summary>Makes a hard link; <paramref name="flags"/> are AT_ flags.</summary>
    public static Errno TryLink(
        FileDescriptor? fromDirectory, string from, FileDescriptor? toDirectory, string to, int flags = 0) =>
        Syscall.ErrnoOf(Linkat(Syscall.At(fromDirectory), from, Syscall.At(toDirectory), to, flags));

    public static Errno TrySymlink(string target, FileDescriptor? directory, string name) =>
        Syscall.ErrnoOf(Symlinkat(target, Syscall.At(directory), name));

    /// <summary>The target of a symbolic link; null if there is none or it is no link.</summary>
    public static unsafe string? ReadLink(FileDescriptor? directory, string name)
    {
        Span<byte> buffer = stackalloc byte[4096];
        fixed (byte* start = buffer)
        {
            var count = Readlinkat(Syscall.At(directory), name, start, (nuint)buffer.Length);
            return count < 0 ? null : Encoding.UTF8.GetString(buffer[..(int)count]);
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Renameat(int fromDirectory, string from, int toDirectory, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Linkat(int fromDirectory, string from, int toDirectory, string to, int flags);

    [LibraryImport("libc", EntryPoint = "symlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Symlinkat(string target, int directory, string name);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint Readlinkat(int directory, string name, byte* buffer, nuint size);
}
