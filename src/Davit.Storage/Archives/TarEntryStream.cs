using Davit.Storage.Streams;

namespace Davit.Storage.Archives;

/// <summary>The payload of a reader's current entry as a stream; valid until the reader goes on.</summary>
internal sealed class TarEntryStream(TarReader reader) : ReadOnlyStream
{
    /// <summary>Called with the number of bytes after every read.</summary>
    public Action<int>? OnRead { get; init; }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        var data = reader.ReadData();
        if (data.IsEmpty)
        {
            return 0;
        }

        data = data.Length > buffer.Length ? data[..buffer.Length] : data;
        data.CopyTo(buffer);
        var count = data.Length;
        reader.Advance(count);
        OnRead?.Invoke(count);
        return count;
    }
}
