namespace Davit.Linux.Files;

/// <summary>getdents64(2) with names as bytes.</summary>
public static class ByteDirectoryCalls
{
    /// <summary>Everything in an open directory except <c>.</c> and <c>..</c>; the descriptor's position moves to the end.</summary>
    public static unsafe List<DirectoryEntry> ReadEntries(FileDescriptor directory)
    {
        var entries = new List<DirectoryEntry>();
        var buffer = stackalloc byte[16384];
        while (true)
        {
            var count = (int)Syscall.Check(
                Syscall.Invoke(SyscallNumber.Getdents64, directory.Value, (nint)buffer, 16384), "getdents64");
            if (count == 0)
            {
                return entries;
            }

            Parse(new ReadOnlySpan<byte>(buffer, count), entries);
        }
    }

    // struct linux_dirent64: ino 8, off 8, reclen 2, type 1, name, NUL.
    private static void Parse(ReadOnlySpan<byte> buffer, List<DirectoryEntry> entries)
    {
        while (!buffer.IsEmpty)
        {
            var length = BitConverter.ToUInt16(buffer[16..]);
            var name = buffer[19..length];
            name = name[..name.IndexOf((byte)0)];
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                entries.Add(new DirectoryEntry(name.ToArray(), buffer[18]));
            }

            buffer = buffer[length..];
        }
    }
}
