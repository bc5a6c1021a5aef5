using System.Globalization;

namespace Davit.Linux.Files;

/// <summary>
/// Replaces a file so that a crash at any moment leaves the old or the new content: temporary file in the same directory,
/// fsync, rename, fsync of the directory. Writers of one path must not run concurrently with different expectations: the
/// last rename wins.
/// </summary>
public static class AtomicFile
{
    private static long counter;

    /// <summary>Writes <paramref name="content"/> durably; parent directories must exist.</summary>
    /// <exception cref="LinuxException">A step failed; the old file is untouched, the temporary file removed.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, uint mode = 0x180 /* 0600 */) =>
        Write(path, content, mode, durable: true);

    /// <summary>The same without fsync, for facts that a reboot voids (files below /run).</summary>
    public static void WriteVolatile(string path, ReadOnlySpan<byte> content, uint mode = 0x180 /* 0600 */) =>
        Write(path, content, mode, durable: false);

    /// <summary>Removes a file durably; an absent one is fine.</summary>
    public static void Delete(string path)
    {
        using var directory = OpenCalls.Open(DirectoryOf(path), OpenFlags.ReadOnly | OpenFlags.Directory);
        var errno = DirectoryCalls.TryUnlink(directory, Path.GetFileName(path));
        if (errno is not (Errno.None or Errno.ENOENT))
        {
            throw new LinuxException(errno, "unlink", path);
        }

        ReadWriteCalls.Sync(directory);
    }

    private static void Write(string path, ReadOnlySpan<byte> content, uint mode, bool durable)
    {
        using var directory = OpenCalls.Open(DirectoryOf(path), OpenFlags.ReadOnly | OpenFlags.Directory);
        var name = Path.GetFileName(path);
        var temporary = string.Create(
            CultureInfo.InvariantCulture, $".{name}.{Environment.ProcessId}.{Interlocked.Increment(ref counter)}");
        try
        {
            WriteTemporary(directory, temporary, content, mode, durable);
            LinkCalls.Rename(directory, temporary, directory, name);
        }
        catch
        {
            DirectoryCalls.TryUnlink(directory, temporary);
            throw;
        }

        if (durable)
        {
            ReadWriteCalls.Sync(directory);
        }
    }

    private static void WriteTemporary(
        FileDescriptor directory, string name, ReadOnlySpan<byte> content, uint mode, bool durable)
    {
        const OpenFlags Flags = OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Truncate | OpenFlags.NoFollow;
        using var file = OpenCalls.OpenAt(directory, name, Flags, mode);
        ReadWriteCalls.WriteAll(file, content);
        if (durable)
        {
            ReadWriteCalls.Sync(file);
        }
    }

    private static string DirectoryOf(string path) => Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
}
