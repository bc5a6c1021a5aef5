namespace Davit.Images.Pulling;

/// <summary>A stream that tells how many bytes were read from it. Does not own what it reads.</summary>
internal sealed class ObservedStream(Stream source, Action<long> read) : Davit.Storage.Streams.ReadOnlyStream
{
    private long total;

    public override int Read(Span<byte> buffer)
    {
        var count = source.Read(buffer);
        total += count;
        read(total);
        return count;
    }
}
