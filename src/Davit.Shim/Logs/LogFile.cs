using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Shim.Logs;

/// <summary>
/// The current file of a log and its rotated ones (<c>PATH.1</c> is the youngest). Each write appends whole entries or, when the disk is full,
/// as many whole entries as fit: a file never keeps half of one. Not thread-safe.
/// </summary>
internal sealed class LogFile : IDisposable
{
    private const OpenFlags Flags = OpenFlags.WriteOnly | OpenFlags.Append | OpenFlags.Create | OpenFlags.NoFollow;
    private const uint Mode = 0x1A0; // 0640

    private readonly LogConfig _config;
    private readonly ILogCompressor? _compressor;
    private FileDescriptor _file;
    private long _size;

    /// <summary>Opens or makes the file; an entry that a power cut has left without its end gets a line of its own.</summary>
    /// <exception cref="LinuxException">The file cannot be opened.</exception>
    public LogFile(LogConfig config, ILogCompressor? compressor)
    {
        _config = config;
        _compressor = config.Compress ? compressor : null;
        _file = OpenCalls.Open(config.Path, Flags, Mode);
        _size = (long)StatCalls.Stat(_file).Size;
        EndLastLine();
    }

    /// <summary>Whether the file is to be rotated before the next entry, with <paramref name="waiting"/> bytes not written yet.</summary>
    public bool IsFull(int waiting) =>
        _config.MaxSize > 0 && _size + waiting >= _config.MaxSize && _compressor?.IsBusy != true;

    /// <summary>Appends entries. Returns how many bytes are in the file to stay: all, or up to the end of an entry.</summary>
    public int Write(ReadOnlySpan<byte> entries, out Errno failure)
    {
        var written = 0;
        failure = Errno.None;
        while (written < entries.Length && failure == Errno.None)
        {
            var count = ReadWriteCalls.TryWrite(_file, entries[written..], out failure);
            written += failure == Errno.None ? count : 0;
        }

        if (written < entries.Length)
        {
            written = Retract(entries[..written]);
        }

        _size += written;
        return written;
    }

    /// <summary>Makes the current file <c>PATH.1</c> and starts a new one. Where that fails, the current one goes on growing.</summary>
    public void Rotate()
    {
        if (_config.MaxFile < 2)
        {
            ReadWriteCalls.Truncate(_file, 0);
            _size = 0;
            return;
        }

        File.Delete(Rotated(_config.MaxFile - 1));
        File.Delete(Rotated(_config.MaxFile - 1) + ".gz");
        for (var number = _config.MaxFile - 1; number > 1; number--)
        {
            Move(Rotated(number - 1), Rotated(number));
            Move(Rotated(number - 1) + ".gz", Rotated(number) + ".gz");
        }

        Move(_config.Path, Rotated(1));
        if (OpenCalls.TryOpenAt(null, _config.Path, Flags, Mode, out var next) == Errno.None)
        {
            _file.Dispose();
            _file = next!;
            _size = 0;
            _compressor?.Start(Rotated(1));
        }
    }

    public void Dispose() => _file.Dispose();

    private string Rotated(int number) => $"{_config.Path}.{number}";

    private static void Move(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Move(from, to, overwrite: true);
        }
    }

    // A full disk may have taken the first half of an entry.
    private int Retract(ReadOnlySpan<byte> written)
    {
        var whole = written.LastIndexOf((byte)'\n') + 1;
        if (whole < written.Length)
        {
            ReadWriteCalls.Truncate(_file, _size + whole);
        }

        return whole;
    }

    private void EndLastLine()
    {
        if (_size == 0)
        {
            return;
        }

        Span<byte> last = stackalloc byte[1];
        using var file = File.OpenHandle(_config.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (RandomAccess.Read(file, last, _size - 1) == 1 && last[0] != (byte)'\n')
        {
            Write("\n"u8, out _);
        }
    }
}
