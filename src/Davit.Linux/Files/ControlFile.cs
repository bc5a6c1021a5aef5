using System.Globalization;
using System.Text;

namespace Davit.Linux.Files;

/// <summary>
/// The kernel's own small files (cgroup, proc, sys): a value goes in with one write(2), a text comes out with read(2).
/// Nothing is created or truncated, so a file that does not exist is ENOENT. Paths must be the caller's, not a stranger's.
/// </summary>
public static class ControlFile
{
    public static Errno TryWrite(string path, string value)
    {
        var errno = OpenCalls.TryOpenAt(null, path, OpenFlags.WriteOnly, 0, out var file);
        if (errno != Errno.None)
        {
            return errno;
        }

        using (file)
        {
            var size = Encoding.UTF8.GetMaxByteCount(value.Length);
            Span<byte> buffer = size <= 512 ? stackalloc byte[512] : new byte[size];
            ReadWriteCalls.TryWrite(file!, buffer[..Encoding.UTF8.GetBytes(value, buffer)], out errno);
            return errno;
        }
    }

    public static void Write(string path, string value)
    {
        var errno = TryWrite(path, value);
        if (errno != Errno.None)
        {
            throw new LinuxException(errno, "write", path);
        }
    }

    /// <summary>The whole text; null with <paramref name="errno"/> if it cannot be read.</summary>
    public static string? TryRead(string path, out Errno errno)
    {
        errno = OpenCalls.TryOpenAt(null, path, OpenFlags.ReadOnly, 0, out var file);
        if (errno != Errno.None)
        {
            return null;
        }

        using (file)
        {
            return ReadText(file!, out errno);
        }
    }

    /// <exception cref="LinuxException">The file cannot be read.</exception>
    public static string Read(string path) => TryRead(path, out var errno) ?? throw new LinuxException(errno, "read", path);

    /// <summary>A file with one unsigned number; null if it is absent, unreadable or no number (such as <c>max</c>).</summary>
    public static ulong? TryReadNumber(string path) =>
        ulong.TryParse((TryRead(path, out _) ?? "").AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string? ReadText(FileDescriptor file, out Errno errno)
    {
        Span<byte> first = stackalloc byte[4096];
        var text = new StringBuilder();
        while (true)
        {
            var count = ReadWriteCalls.TryRead(file, first, out errno);
            if (errno != Errno.None)
            {
                return null;
            }

            if (count == 0)
            {
                return text.ToString();
            }

            // These files are ASCII, so that a character never spans two reads.
            text.Append(Encoding.Latin1.GetString(first[..count]));
        }
    }
}
