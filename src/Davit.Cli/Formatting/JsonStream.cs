using System.Text.Json;

namespace Davit.Cli.Formatting;

/// <summary>Documents that follow each other in a stream, each handed out as soon as it is complete.</summary>
internal static class JsonStream
{
    private const int LargestDocument = 64 * 1024 * 1024;

    /// <summary>The caller disposes the documents.</summary>
    public static IEnumerable<JsonDocument> Read(Stream stream)
    {
        var buffer = new byte[16 * 1024];
        var used = 0;
        while (true)
        {
            var count = stream.Read(buffer, used, buffer.Length - used);
            used += count;
            var start = 0;
            while (TryTake(buffer.AsMemory(start, used - start), count == 0, out var document, out var taken))
            {
                start += taken;
                yield return document!;
            }

            buffer.AsSpan(start, used - start).CopyTo(buffer);
            used -= start;
            if (count == 0)
            {
                yield break;
            }

            if (used == buffer.Length)
            {
                Array.Resize(ref buffer, used < LargestDocument ? used * 2 : throw new InvalidDataException("the daemon sent a document that is too large"));
            }
        }
    }

    private static bool TryTake(ReadOnlyMemory<byte> data, bool final, out JsonDocument? document, out int taken)
    {
        document = null;
        taken = 0;
        var blank = 0;
        while (blank < data.Length && data.Span[blank] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or 0x1e)
        {
            blank++;
        }

        var rest = data[blank..];
        if (rest.IsEmpty)
        {
            return false;
        }

        var reader = new Utf8JsonReader(rest.Span, final, default);
        if (!JsonDocument.TryParseValue(ref reader, out document))
        {
            return false;
        }

        // The document must not look at a buffer that is used again.
        document.Dispose();
        taken = blank + (int)reader.BytesConsumed;
        document = JsonDocument.Parse(rest[..(int)reader.BytesConsumed].ToArray());
        return true;
    }
}
