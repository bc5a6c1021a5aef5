using System.Buffers.Text;
using System.Net;
using System.Text;

namespace Davit.Client.Transport;

/// <summary>
/// HTTP/1.1 on one connection: requests written in one piece, responses read through one buffer. Not thread-safe, except
/// that after an upgrade one thread may read while another writes.
/// </summary>
internal sealed class HttpChannel(EngineConnection connection) : IDisposable
{
    private const int LargestHead = 256 * 1024;

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public EngineConnection Connection { get; } = connection;

    /// <summary>True once a response body was read to its end and the daemon keeps the connection open.</summary>
    public bool IsReusable { get; set; }

    public void Write(ReadOnlySpan<byte> data) => Connection.Write(data);

    /// <summary>Copies what is buffered first, then reads from the connection. 0 at the end.</summary>
    public int Read(Span<byte> target)
    {
        if (_start == _end)
        {
            if (target.Length >= _buffer.Length)
            {
                return Connection.Read(target);
            }

            if (!Fill())
            {
                return 0;
            }
        }

        var count = Math.Min(target.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(target);
        _start += count;
        return count;
    }

    public HttpHead ReadHead()
    {
        while (true)
        {
            var head = ReadOneHead();
            if (head.Status is not HttpStatusCode.Continue and not HttpStatusCode.EarlyHints)
            {
                return head;
            }
        }
    }

    private HttpHead ReadOneHead()
    {
        var line = ReadLine() ?? throw new EndOfStreamException("EOF");
        if (!line.StartsWith("HTTP/1.", StringComparison.Ordinal) || line.Length < 12 || !int.TryParse(line.AsSpan(9, 3), out var status))
        {
            throw new InvalidDataException($"malformed HTTP response {line}");
        }

        var head = new HttpHead((HttpStatusCode)status);
        var size = 0;
        while ((ReadLine() ?? throw new EndOfStreamException("unexpected EOF")) is { Length: > 0 } header)
        {
            size += header.Length;
            if (size > LargestHead)
            {
                throw new InvalidDataException("the response's header is too large");
            }

            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                head.Add(header[..colon], header[(colon + 1)..].Trim());
            }
        }

        return head;
    }

    /// <summary>A line without its end; null where the daemon closed before it began.</summary>
    public string? ReadLine()
    {
        var searched = 0;
        while (true)
        {
            var end = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = _buffer.AsSpan(_start, searched + end);
                _start += searched + end + 1;
                return Encoding.UTF8.GetString(line is [.., (byte)'\r'] ? line[..^1] : line);
            }

            searched = _end - _start;
            if (searched > LargestHead)
            {
                throw new InvalidDataException("the response's header is too large");
            }

            if (!Fill())
            {
                return searched == 0 ? null : throw new EndOfStreamException("unexpected EOF");
            }
        }
    }

    /// <summary>The size line of a chunk.</summary>
    public long ReadChunkSize()
    {
        var line = ReadLine() ?? throw new EndOfStreamException("unexpected EOF");
        var text = Encoding.ASCII.GetBytes(line.Split(';')[0].Trim());
        return Utf8Parser.TryParse(text, out long size, out var used, 'x') && used == text.Length && size >= 0 ? size : throw new InvalidDataException("malformed chunked encoding");
    }

    private bool Fill()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                _end -= _start;
                _start = 0;
            }
            else
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
        }

        var count = Connection.Read(_buffer.AsSpan(_end));
        _end += count;
        return count > 0;
    }

    public void Dispose() => Connection.Dispose();
}
