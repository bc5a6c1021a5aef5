using Davit.Storage.Streams;
using SharpCompress.Compressors.Xz;

namespace Davit.Storage.Archives;

/// <summary>All streams of an .xz file, one after the other, with the padding between them (The .xz File Format, 2). Does not own the source.</summary>
internal sealed class XzStreams(Stream source) : Streams.ReadOnlyStream
{
    private const int Padding = 4;
    private static readonly byte[] s_magic = [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0];

    // Not disposed: it holds nothing, and would close the source.
    private XZStream? _current = new(source);

    public override int Read(Span<byte> buffer)
    {
        while (_current is not null)
        {
            var count = _current.Read(buffer);
            if (count > 0 || buffer.IsEmpty)
            {
                return count;
            }

            _current = Next();
        }

        return 0;
    }

    private XZStream? Next()
    {
        var start = new byte[s_magic.Length];
        var word = start.AsSpan(0, Padding);
        do
        {
            var count = source.ReadAtLeast(word, Padding, throwOnEndOfStream: false);
            if (count == 0)
            {
                return null;
            }

            if (count < Padding)
            {
                throw new EndOfStreamException();
            }
        }
        while (word.IndexOfAnyExcept((byte)0) < 0);

        source.ReadExactly(start.AsSpan(Padding));
        return start.AsSpan().SequenceEqual(s_magic)
            ? new XZStream(new CountingStream(new PrefixedStream(start, source, ownsRest: false)))
            : throw new InvalidDataException();
    }
}
