using System.Buffers.Binary;

namespace Davit.Daemon.Http;

/// <summary>
/// Takes the headers out of a multiplexed stream, for clients that get both outputs as one (WebSocket attach). Keeps
/// its place between calls; one user at a time.
/// </summary>
internal sealed class FrameStripper
{
    private readonly byte[] header = new byte[StdioFrames.HeaderLength];
    private int headerFilled;
    private uint payloadLeft;

    /// <summary>Moves the payload to the front of the buffer and returns its length.</summary>
    public int Strip(Span<byte> bytes)
    {
        var read = 0;
        var written = 0;
        while (read < bytes.Length)
        {
            if (payloadLeft == 0)
            {
                read += FillHeader(bytes[read..]);
                continue;
            }

            var count = (int)Math.Min(payloadLeft, (uint)(bytes.Length - read));
            bytes.Slice(read, count).CopyTo(bytes[written..]);
            read += count;
            written += count;
            payloadLeft -= (uint)count;
        }

        return written;
    }

    private int FillHeader(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(header.Length - headerFilled, bytes.Length);
        bytes[..count].CopyTo(header.AsSpan(headerFilled));
        headerFilled += count;
        if (headerFilled == header.Length)
        {
            headerFilled = 0;
            payloadLeft = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
        }

        return count;
    }
}
