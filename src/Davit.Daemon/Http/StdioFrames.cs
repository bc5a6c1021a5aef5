using System.Buffers.Binary;

namespace Davit.Daemon.Http;

/// <summary>Docker's multiplexed streams: a header of stream number, three zeros and a big-endian length, then the bytes.</summary>
internal static class StdioFrames
{
    public const int HeaderLength = 8;
    public const byte Stdout = 1;
    public const byte Stderr = 2;

    public static byte[] Compose(byte stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[HeaderLength + payload.Length];
        frame[0] = stream;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)payload.Length);
        payload.CopyTo(frame.AsSpan(HeaderLength));
        return frame;
    }
}
