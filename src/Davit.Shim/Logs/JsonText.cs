using System.Buffers;
using System.Buffers.Binary;
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

    private static readonly ulong[] s_escapes = Escapes();

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
            source = source[(source[0] < 0x80 ? EscapeAscii(source, target, ref written) : CopyRune(source, target, ref written))..];
        }
    }

    // Takes as many bytes as there are to escape in a row: binary output has long runs of them. Eight bytes are written at once, of which those
    // beyond the escape are overwritten by what follows; where the room ends, the escape is copied exactly.
    private static int EscapeAscii(ReadOnlySpan<byte> source, Span<byte> target, ref int written)
    {
        var taken = 0;
        while (taken < source.Length && source[taken] < 0x80 && s_escapes[source[taken]] is var escape and not 0)
        {
            var length = (int)(escape >> 56);
            if (!BinaryPrimitives.TryWriteUInt64LittleEndian(target[written..], escape))
            {
                for (var i = 0; i < length; i++)
                {
                    target[written + i] = (byte)(escape >> (8 * i));
                }
            }

            written += length;
            taken++;
        }

        return taken;
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

    private static byte[] SpecialBytes() =>
        [.. Enumerable.Range(0, 256).Where(value => value >= 0x80 || s_escapes[value] != 0).Select(value => (byte)value)];

    // Of each ASCII byte: its escape, first byte lowest, with its length in the highest byte; 0: none is needed.
    private static ulong[] Escapes()
    {
        var escapes = new ulong[0x80];
        for (var value = 0; value < escapes.Length; value++)
        {
            var text = (char)value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                < ' ' or '<' or '>' or '&' => $"\\u{value:x4}",
                _ => "",
            };
            escapes[value] = (ulong)text.Length << 56;
            for (var i = 0; i < text.Length; i++)
            {
                escapes[value] |= (ulong)text[i] << (8 * i);
            }
        }

        return escapes;
    }
}
