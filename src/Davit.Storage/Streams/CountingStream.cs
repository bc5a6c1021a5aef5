namespace Davit.Storage.Streams;

/// <summary>Counts what is read through it, and tells whoever wants to know. Does not own the stream.</summary>
internal sealed class CountingStream(Stream source, Action<long>? counted = null) : ReadOnlyStream
{
    public long Count { get; private set; }

    /// <summary>The same: decoders ask where they are.</summary>
    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = source.Read(buffer);
        Count += count;
        counted?.Invoke(Count);
        return count;
    }
}
