using Davit.Linux;
using Davit.Linux.Memory;

namespace Davit.Shim.Logs;

/// <summary>
/// Writes docker's json-file log. Entries go to the file with one write(2) per piece of output that was read, without fsync: they survive the death
/// of any process, not a power cut. Where the disk is full (or the file cannot be written for another reason) the output is
/// dropped and counted, so that the container goes on, and a line in the log says how much is missing once writing works again.
/// Not thread-safe.
/// </summary>
internal sealed class JsonFileLog : IContainerLog
{
    private const int BufferLength = 256 * 1024;

    private readonly PageMemory _buffer = new(BufferLength);
    private readonly LogFile _file;
    private readonly TimeProvider _time;
    private readonly StreamState _stdout;
    private readonly StreamState _stderr;
    private int _used;
    private long _lostLines;
    private long _lostBytes;
    private Errno _failure;

    public JsonFileLog(LogFile file, IReadOnlyDictionary<string, string> attributes, TimeProvider time)
    {
        _file = file;
        _time = time;
        var attrs = LogAttributes.ToJson(attributes);
        _stdout = new StreamState("stdout", attrs);
        _stderr = new StreamState("stderr", attrs);
    }

    /// <summary>Entries that could not be written and have not been reported in the log yet.</summary>
    public long LostEntries => _lostLines;

    public void Append(LogStream stream, ReadOnlySpan<byte> data)
    {
        var state = StateOf(stream);
        var now = _time.GetUtcNow().UtcTicks;
        while (state.Splitter.TryTake(ref data, out var piece, out var ended))
        {
            // All pieces of one line carry the time of its first.
            var time = state.PartialSince != 0 ? state.PartialSince : now;
            Write(state, piece, ended, time);
            state.PartialSince = ended ? 0 : time;
        }

        Flush();
    }

    public void Complete(LogStream stream)
    {
        var state = StateOf(stream);
        if (state.Splitter.TryFinish(out var piece))
        {
            Write(state, piece, ended: false, state.PartialSince != 0 ? state.PartialSince : _time.GetUtcNow().UtcTicks);
        }

        state.PartialSince = 0;
        Flush();
    }

    public void Trim()
    {
        _buffer.Discard();
        _stdout.Splitter.Trim();
        _stderr.Splitter.Trim();
    }

    public void Dispose()
    {
        _stdout.Splitter.Dispose();
        _stderr.Splitter.Dispose();
        _buffer.Dispose();
        _file.Dispose();
    }

    private StreamState StateOf(LogStream stream) => stream == LogStream.Stderr ? _stderr : _stdout;

    private void Write(StreamState state, ReadOnlySpan<byte> piece, bool ended, long time)
    {
        var tail = state.Tail(time);
        if (_buffer.Length - _used < 16 + (piece.Length * JsonText.MaxExpansion) + tail.Length)
        {
            Flush();
        }

        if (_file.IsFull(_used))
        {
            Flush();
            _file.Rotate();
        }

        var target = _buffer.Span[_used..];
        "{\"log\":\""u8.CopyTo(target);
        var length = 8 + JsonText.Escape(piece, target[8..]);
        if (ended)
        {
            "\\n"u8.CopyTo(target[length..]);
            length += 2;
        }

        tail.CopyTo(target[length..]);
        _used += length + tail.Length;
    }

    private void Flush()
    {
        if (_used == 0)
        {
            return;
        }

        if (_lostLines > 0 && WriteNotice())
        {
            _lostLines = 0;
            _lostBytes = 0;
        }

        var written = _file.Write(_buffer.Span[.._used], out var failure);
        if (written < _used)
        {
            _failure = failure;
            _lostBytes += _used - written;
            _lostLines += _buffer.Span[written.._used].Count((byte)'\n');
        }

        _used = 0;
    }

    private bool WriteNotice()
    {
        var text = $"davit: {_lostLines} log entries ({_lostBytes} bytes) were lost: {_failure.Describe()}";
        Span<byte> line = stackalloc byte[1024 + _stderr.TailCapacity];
        "{\"log\":\""u8.CopyTo(line);
        var length = 8 + System.Text.Encoding.UTF8.GetBytes(text, line[8..]);
        "\\n"u8.CopyTo(line[length..]);
        length += 2;
        var tail = _stderr.Tail(_time.GetUtcNow().UtcTicks);
        tail.CopyTo(line[length..]);
        length += tail.Length;
        return _file.Write(line[..length], out _) == length;
    }

    /// <summary>What is kept about one of the two streams.</summary>
    private sealed class StreamState(string name, string attributes)
    {
        private readonly byte[] _tail = MakeTail(name, attributes);
        private readonly int _fixed = System.Text.Encoding.UTF8.GetByteCount(TailText(name, attributes));
        private long _tailTime = -1;
        private int _tailLength;

        public LineSplitter Splitter { get; } = new();

        /// <summary>Time of the first piece of the line being cut into pieces; 0: none is.</summary>
        public long PartialSince { get; set; }

        public int TailCapacity => _tail.Length;

        /// <summary>What follows the text of an entry; formatted once for all entries of the same time.</summary>
        public ReadOnlySpan<byte> Tail(long time)
        {
            if (time != _tailTime)
            {
                var length = _fixed + Rfc3339.Format(time, _tail.AsSpan(_fixed));
                "\"}\n"u8.CopyTo(_tail.AsSpan(length));
                _tailLength = length + 3;
                _tailTime = time;
            }

            return _tail.AsSpan(0, _tailLength);
        }

        private static string TailText(string name, string attributes) =>
            $"\",\"stream\":\"{name}\",{(attributes.Length == 0 ? "" : $"\"attrs\":{attributes},")}\"time\":\"";

        private static byte[] MakeTail(string name, string attributes)
        {
            var text = System.Text.Encoding.UTF8.GetBytes(TailText(name, attributes));
            Array.Resize(ref text, text.Length + Rfc3339.MaxLength + 3);
            return text;
        }
    }
}
