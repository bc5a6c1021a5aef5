using System.Buffers;

namespace Davit.Storage.Streams;

/// <summary>A pooled buffer that several readers look at; the last one to release it returns it.</summary>
internal sealed class SharedBlock(int size, int readers)
{
    private int references = readers;

    public byte[] Buffer { get; } = ArrayPool<byte>.Shared.Rent(size);

    public int Length { get; set; }

    public ReadOnlySpan<byte> Span => Buffer.AsSpan(0, Length);

    public void Release()
    {
        if (Interlocked.Decrement(ref references) == 0)
        {
            ArrayPool<byte>.Shared.Return(Buffer);
        }
    }
}
