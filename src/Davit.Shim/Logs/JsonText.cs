using System.Buffers;
using System.Text;

namespace Davit.Shim.Logs;

/// <summary>
/// Bytes of output as the inside of a JSON string, in the form docker's json-file driver gives them: Go's HTML-safe escapes, and U+FFFD
/// for each byte that is not part of valid UTF-8.
/// </summary>
internal static class JsonText
{
    /// <summary>Bytes that one byte of output can become at most (<c>\u0000</c>).</summary>
    public const int MaxExpansion = 6;

    // All that is not copied as it is. Bytes of 0x80 and more are there because they need to be validated.
    private static readonly SearchValues<byte> s_special = SearchValues.Create(SpecialBytes());

    /// <summary>Writes the escaped form; <paramref name="target"/> must have room for the worst case. Returns the number of bytes.</summary>
    public static int Escape(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        while (true)
        {
            var plain = source.IndexOfAny(s_special);
            if (plain < 0)
            {
                source.CopyTo(target[written..]);
                return written + source.Length;
            }

            source[..plain].CopyTo(target[written..]);
            written += plain;
            source = source[plain..];
            source = source[(source[0] < 0x80 ? EscapeAscii(source[0], target, ref written) : CopyRune(source, target, ref written))..];
        }
    }

    private static int EscapeAscii(byte value, Span<byte> target, ref int written)
    {
        target[written++] = (byte)'\\';
        switch (value)
        {
            case (byte)'"' or (byte)'\\':
                target[written++] = value;
                break;
            case (byte)'\n':
                target[written++] = (byte)'n';
                break;
            case (byte)'\r':
                target[written++] = (byte)'r';
                break;
            default:
                "u00"u8.CopyTo(target[written..]);
                target[written + 3] = Hex(value >> 4);
                target[written + 4] = Hex(value & 15);
                written += 5;
                break;
        }

        return 1;
    }

    private static int CopyRune(ReadOnlySpan<byte> source, Span<byte> target, ref int written)
    {
        if (Rune.DecodeFromUtf8(source, out var rune, out var length) != OperationStatus.Done)
        {
            // Go takes invalid bytes one by one.
            "\\ufffd"u8.CopyTo(target[written..]);
            written += 6;
            return 1;
        }

        // Line separators that JavaScript does not take inside a string.
        if (rune.Value is 0x2028 or 0x2029)
        {
            "\\u202"u8.CopyTo(target[written..]);
            target[written + 5] = Hex(rune.Value & 15);
            written += 6;
            return length;
        }

        source[..length].CopyTo(target[written..]);
        written += length;
        return length;
    }

    private static byte Hex(int value) => (byte)"0123456789abcdef"[value];

    private static byte[] SpecialBytes()
    {
        var special = new List<byte>();
        for (var value = 0; value < 256; value++)
        {
            if (value is < 0x20 or >= 0x80 or '"' or '\\' or '<' or '>' or '&')
            {
                special.Add((byte)value);
            }
        }

        return [.. special];
    }
}
