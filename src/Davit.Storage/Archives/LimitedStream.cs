using Davit.Storage.Streams;

namespace Davit.Storage.Archives;

/// <summary>
/// A decompressed stream that ends with an error when it grows out of proportion to its input, and whose decoder's errors are archive
/// errors. Owns the decoder, not the input.
/// </summary>
internal sealed class LimitedStream(Func<Stream> open, CountingStream input, ArchiveLimits limits) : ReadOnlyStream
{
    // Opened at the first read: some decoders read their header then.
    private Stream? decoder;
    private long total;

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            decoder ??= open();
            count = decoder.Read(buffer);
        }
        catch (Exception failure) when (IsOfData(failure))
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

    // Decoders meet damaged data with whatever exception it leads them to; what the source itself says is passed on.
    private static bool IsOfData(Exception failure) =>
        failure is EndOfStreamException or not (IOException or StorageException or OperationCanceledException or ObjectDisposedException or OutOfMemoryException);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decoder?.Dispose();
        }

        base.Dispose(disposing);
    }
}
