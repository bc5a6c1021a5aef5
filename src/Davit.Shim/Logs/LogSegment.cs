using System.IO.Compression;
using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Shim.Logs;

/// <summary>
/// One file of a log, opened: the current one, a rotated one, or a compressed one (which can be read from its beginning only). It stays readable
/// when it is renamed or removed. Not thread-safe.
/// </summary>
internal sealed class LogSegment : IDisposable
{
    public const int BlockLength = 64 * 1024;

    private readonly FileDescriptor _file;
    private readonly Stream? _expanded;

    private LogSegment(FileDescriptor file, bool compressed)
    {
        _file = file;
        Inode = StatCalls.Stat(file).Inode;
        Length = (long)StatCalls.Stat(file).Size;
        IsCompressed = compressed;
        _expanded = compressed ? Expand(file) : null;
    }

    public ulong Inode { get; }

    public bool IsCompressed { get; }

    /// <summary>Bytes when it was opened.</summary>
    public long Length { get; }

    /// <summary>Bytes now; a file that was emptied has fewer than before.</summary>
    public long CurrentLength => (long)StatCalls.Stat(_file).Size;

    /// <summary>Null: there is no such file.</summary>
    public static LogSegment? TryOpen(string path)
    {
        var errno = OpenCalls.TryOpenAt(null, path, OpenFlags.ReadOnly | OpenFlags.NoFollow, 0, out var file);
        return errno switch
        {
            Errno.None => new LogSegment(file!, path.EndsWith(".gz", StringComparison.Ordinal)),
            Errno.ENOENT or Errno.ENOTDIR => null,
            _ => throw new LinuxException(errno, "open", path),
        };
    }

    /// <summary>Reads on; <paramref name="offset"/> counts for files that are not compressed. 0: the end, for now.</summary>
    public int Read(Span<byte> buffer, long offset) => _expanded is null ? PositionedCalls.ReadAt(_file, buffer, offset) : ReadExpanded(buffer);

    /// <summary>A compressed file can be read once: this is it, from its beginning again.</summary>
    public static LogSegment Reopen(LogSegment segment) =>
        new(OpenCalls.Reopen(segment._file, OpenFlags.ReadOnly), segment.IsCompressed);

    public void Dispose()
    {
        _expanded?.Dispose();
        _file.Dispose();
    }

    private static GZipStream Expand(FileDescriptor file) => new(
        new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(ReadWriteCalls.Duplicate(file).Release(), ownsHandle: true), FileAccess.Read),
        CompressionMode.Decompress);

    // A file that the compressor has not finished, or that a power cut has damaged, ends early.
    private int ReadExpanded(Span<byte> buffer)
    {
        try
        {
            return _expanded!.Read(buffer);
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }
}
