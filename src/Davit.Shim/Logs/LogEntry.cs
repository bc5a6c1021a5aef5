using System.Text.Json;

namespace Davit.Shim.Logs;

/// <summary>One line of a json-file log, taken apart; the spans point into the line.</summary>
internal readonly ref struct LogEntry
{
    /// <summary>The output, still escaped as in JSON.</summary>
    public required ReadOnlySpan<byte> Text { get; init; }

    public required LogStream Stream { get; init; }

    /// <summary>The JSON object of attributes; empty: there is none.</summary>
    public required ReadOnlySpan<byte> Attributes { get; init; }

    public required long UtcTicks { get; init; }

    /// <summary>Takes a line apart, without its newline. False: it is no entry (such as the first half of one).</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out LogEntry entry) => TryParseFast(line, out entry) || TryParseAny(line, out entry);

    /// <summary>Only the time, for searching.</summary>
    public static bool TryParseTime(ReadOnlySpan<byte> line, out long utcTicks)
    {
        var parsed = TryParse(line, out var entry);
        utcTicks = parsed ? entry.UtcTicks : 0;
        return parsed;
    }

    // The order of members and the absence of spaces are those of docker's writer and ours.
    private static bool TryParseFast(ReadOnlySpan<byte> line, out LogEntry entry)
    {
        entry = default;
        if (!line.StartsWith("{\"log\":\""u8))
        {
            return false;
        }

        var rest = line[8..];
        var length = EndOfString(rest);
        if (length < 0)
        {
            return false;
        }

        var text = rest[..length];
        rest = rest[length..];
        LogStream stream;
        if (rest.StartsWith("\",\"stream\":\"stdout\","u8))
        {
            stream = LogStream.Stdout;
        }
        else if (rest.StartsWith("\",\"stream\":\"stderr\","u8))
        {
            stream = LogStream.Stderr;
        }
        else
        {
            return false;
        }

        rest = rest[20..];
        ReadOnlySpan<byte> attributes = default;
        if (rest.StartsWith("\"attrs\":"u8))
        {
            var end = rest.LastIndexOf(",\"time\":\""u8);
            if (end < 0)
            {
                return false;
            }

            attributes = rest[8..end];
            rest = rest[(end + 1)..];
        }

        if (!rest.StartsWith("\"time\":\""u8) || !rest.EndsWith("\"}"u8) || rest.Length < 10 || !Rfc3339.TryParse(rest[8..^2], out var ticks))
        {
            return false;
        }

        entry = new LogEntry { Text = text, Stream = stream, Attributes = attributes, UtcTicks = ticks };
        return true;
    }

    // Any other form of the same document.
    private static bool TryParseAny(ReadOnlySpan<byte> line, out LogEntry entry)
    {
        entry = default;
        ReadOnlySpan<byte> text = default;
        ReadOnlySpan<byte> attributes = default;
        var stream = LogStream.Stdout;
        var ticks = -1L;
        var reader = new Utf8JsonReader(line);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isText = reader.ValueTextEquals("log"u8);
                var isStream = reader.ValueTextEquals("stream"u8);
                var isTime = reader.ValueTextEquals("time"u8);
                var isAttributes = reader.ValueTextEquals("attrs"u8);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                if (isText && reader.TokenType == JsonTokenType.String)
                {
                    text = reader.ValueSpan;
                }
                else if (isStream)
                {
                    stream = reader.ValueTextEquals("stderr"u8) ? LogStream.Stderr : LogStream.Stdout;
                }
                else if (isTime && reader.TryGetDateTimeOffset(out var time))
                {
                    ticks = time.UtcTicks;
                }

                reader.Skip();
                attributes = isAttributes ? line[start..(int)reader.BytesConsumed] : attributes;
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return false;
        }

        entry = new LogEntry { Text = text, Stream = stream, Attributes = attributes, UtcTicks = ticks };
        return ticks >= 0;
    }

    private static int EndOfString(ReadOnlySpan<byte> text)
    {
        var position = 0;
        while (true)
        {
            var found = text[position..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
            {
                return -1;
            }

            position += found;
            if (text[position] == (byte)'"')
            {
                return position;
            }

            position += 2;
            if (position > text.Length)
            {
                return -1;
            }
        }
    }
}
