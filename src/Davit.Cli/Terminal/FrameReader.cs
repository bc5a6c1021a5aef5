using System.Buffers.Binary;

namespace Davit.Cli.Terminal;

/// <summary>
/// Splits docker's multiplexed output: an eight-byte header (stream, three zeros, big-endian length) before each piece.
/// One large buffer, no allocation per frame, and neighbouring frames of one stream leave in one write.
/// </summary>
internal sealed class FrameReader
{
    private const int HeaderSize = 8;
    private const int BufferSize = 256 * 1024;

    /// <summary>Fills a span; 0 at the end.</summary>
    public delegate int Source(Span<byte> buffer);

    /// <summary>Copies until the end of the source. An error frame (stream 3) ends it with the daemon's message.</summary>
    public static void Copy(Source source, Stream output, Stream error)
    {
        var buffer = new byte[BufferSize];
        var (used, inFrame) = (0, 0);
        var target = output;
        byte stream = 1;
        while (true)
        {
            var count = source(buffer.AsSpan(used));
            if (count == 0)
            {
                if (stream == 3 && inFrame > 0)
                {
                    throw DaemonError(buffer.AsSpan(0, used));
                }

                return;
            }

            used += count;
            var position = 0;
            while (position < used)
            {
                if (inFrame == 0)
                {
                    if (used - position < HeaderSize)
                    {
                        break;
                    }

                    stream = buffer[position];
                    inFrame = ReadLength(buffer.AsSpan(position));
                    position += HeaderSize;
                    target = stream switch { 2 => error, 3 => null!, 0 or 1 => output, _ => throw new InvalidDataException($"Unrecognized input header: {stream}") };
                    continue;
                }

                var piece = Math.Min(inFrame, used - position);
                if (stream == 3)
                {
                    if (piece < inFrame && used - position < buffer.Length)
                    {
                        break; // the rest of the message is still to come
                    }

                    throw DaemonError(buffer.AsSpan(position, piece));
                }

                if (piece == inFrame && TryJoin(buffer, used, ref position, stream, ref inFrame, out var joined))
                {
                    target.Write(buffer.AsSpan(joined.Start, joined.Length));
                    continue;
                }

                target.Write(buffer.AsSpan(position, piece));
                position += piece;
                inFrame -= piece;
            }

            buffer.AsSpan(position, used - position).CopyTo(buffer);
            used -= position;
        }
    }

    private static CommandException DaemonError(ReadOnlySpan<byte> message) => new("error from daemon in stream: " + System.Text.Encoding.UTF8.GetString(message));

    /// <summary>Moves the payloads of complete neighbouring frames of one stream together, so that one write takes them all.</summary>
    private static bool TryJoin(byte[] buffer, int used, ref int position, byte stream, ref int inFrame, out (int Start, int Length) joined)
    {
        var start = position;
        var end = position + inFrame;
        var next = end;
        while (used - next >= HeaderSize && buffer[next] == stream)
        {
            var length = ReadLength(buffer.AsSpan(next));
            if (used - next - HeaderSize < length)
            {
                break;
            }

            buffer.AsSpan(next + HeaderSize, length).CopyTo(buffer.AsSpan(end));
            end += length;
            next += HeaderSize + length;
        }

        joined = (start, end - start);
        position = next;
        inFrame = 0;
        return true;
    }

    private static int ReadLength(ReadOnlySpan<byte> header)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        return length <= int.MaxValue ? (int)length : throw new InvalidDataException("a frame of the output is too large");
    }
}
