namespace Davit.Client.Transport;

/// <summary>A response's body: of known length, chunked, or up to the end of the connection. Does not own the channel.</summary>
internal sealed class HttpBodyStream : ReadOnlyByteStream
{
    private readonly HttpChannel _channel;
    private readonly bool _chunked;
    private readonly bool _untilClose;
    private long _left;
    private bool _ended;

    public HttpBodyStream(HttpChannel channel, HttpHead head, bool hasBody)
    {
        _channel = channel;
        _chunked = hasBody && head.IsChunked;
        _left = hasBody && !_chunked ? head.ContentLength ?? -1 : 0;
        _untilClose = _left < 0;
        if (!_chunked && _left == 0)
        {
            End(!head.ClosesConnection);
        }

        KeepsAlive = !head.ClosesConnection && !_untilClose;
    }

    private bool KeepsAlive { get; }

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        if (_chunked && _left == 0 && !NextChunk())
        {
            return 0;
        }

        var count = _channel.Read(_untilClose ? buffer : buffer[..(int)Math.Min(buffer.Length, _left)]);
        if (count == 0)
        {
            _ended = true;
            return _untilClose ? 0 : throw new EndOfStreamException("unexpected EOF");
        }

        if (_untilClose)
        {
            return count;
        }

        _left -= count;
        if (_left == 0)
        {
            FinishPart();
        }

        return count;
    }

    private bool NextChunk()
    {
        _left = _channel.ReadChunkSize();
        if (_left > 0)
        {
            return true;
        }

        while ((_channel.ReadLine() ?? throw new EndOfStreamException("unexpected EOF")).Length > 0)
        {
            // trailers carry nothing that we use
        }

        End(KeepsAlive);
        return false;
    }

    private void FinishPart()
    {
        if (!_chunked)
        {
            End(KeepsAlive);
        }
        else if ((_channel.ReadLine() ?? throw new EndOfStreamException("unexpected EOF")).Length > 0)
        {
            throw new InvalidDataException("malformed chunked encoding");
        }
    }

    private void End(bool reusable)
    {
        _ended = true;
        _channel.IsReusable = reusable;
    }
}
