using System.Buffers;

namespace Davit.Storage.Archives;

/// <summary>A stream as a <see cref="ByteSource"/>. Does not own the stream.</summary>
internal sealed class StreamSource(Stream stream, int bufferSize = 1 << 18) : ByteSource
{
    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(bufferSize);
    private int start;
    private int end;

    public override ReadOnlySpan<byte> Peek()
    {
        if (start == end)
        {
            start = 0;
            end = stream.Read(buffer, 0, buffer.Length);
        }

        return buffer.AsSpan(start, end - start);
    }

    public override void Advance(int count) => start += count;

    public override void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
