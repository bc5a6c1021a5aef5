using Davit.Storage.Streams;

namespace Davit.Storage.Archives;

/// <summary>
/// A decompressed stream that ends with an error when it grows out of proportion to its input, and whose decoder's errors are archive
/// errors. Owns the decoder, not the input.
/// </summary>
internal sealed class LimitedStream(Stream decoder, CountingStream input, ArchiveLimits limits) : ReadOnlyStream
{
    private long total;

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = decoder.Read(buffer);
        }
        catch (Exception failure) when (failure is InvalidDataException or ZstdSharp.ZstdException or EndOfStreamException)
        {
            throw ArchiveErrors.Invalid("its compressed data is damaged or truncated", failure);
        }

        total += count;
        if (total > limits.MaxBytes)
        {
            throw ArchiveErrors.Limit($"it decompresses to more than {limits.MaxBytes} bytes");
        }

        if (total > limits.RatioFloor && total / limits.MaxRatio > input.Count)
        {
            throw ArchiveErrors.Limit($"it decompresses to more than {limits.MaxRatio} times its size");
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decoder.Dispose();
        }

        base.Dispose(disposing);
    }
}
