using Davit.Client.Transport;

namespace Davit.Cli.Tests;

/// <summary>Hands out at most so many bytes at a time, as a slow connection does.</summary>
internal sealed class PiecewiseStream(byte[] data, int piece) : ReadOnlyByteStream
{
    private int position;

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(Math.Min(piece, buffer.Length), data.Length - position);
        data.AsSpan(position, count).CopyTo(buffer);
        position += count;
        return count;
    }
}
