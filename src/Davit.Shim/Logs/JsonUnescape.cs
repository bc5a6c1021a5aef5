using System.Buffers.Text;
using System.Text;

namespace Davit.Shim.Logs;

/// <summary>The inside of a JSON string as the bytes it stands for.</summary>
internal static class JsonUnescape
{
    /// <summary>Writes the bytes; never more than there are in <paramref name="text"/>. Returns their number.</summary>
    public static int Write(ReadOnlySpan<byte> text, Span<byte> target)
    {
        var written = 0;
        while (true)
        {
            var plain = text.IndexOf((byte)'\\');
            if (plain < 0 || plain + 1 == text.Length)
            {
                text.CopyTo(target[written..]);
                return written + text.Length;
            }

            text[..plain].CopyTo(target[written..]);
            written += plain;
            text = text[plain..];
            if (text[1] == (byte)'u')
            {
                text = text[WriteRune(text, target, ref written)..];
            }
            else
            {
                target[written++] = Simple(text[1]);
                text = text[2..];
            }
        }
    }

    private static byte Simple(byte letter) => letter switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => letter,
    };

    // \uXXXX, or two of them for a code point beyond 16 bits. Returns how much of the text was taken.
    private static int WriteRune(ReadOnlySpan<byte> text, Span<byte> target, ref int written)
    {
        var unit = Unit(text);
        var taken = Math.Min(text.Length, 6);
        var rune = Rune.ReplacementChar;
        if (char.IsHighSurrogate((char)unit) && text.Length >= 12 && text[6] == (byte)'\\' && text[7] == (byte)'u'
            && char.IsLowSurrogate((char)Unit(text[6..])))
        {
            rune = new Rune((char)unit, (char)Unit(text[6..]));
            taken = 12;
        }
        else if (unit >= 0 && Rune.IsValid(unit))
        {
            rune = new Rune(unit);
        }

        written += rune.EncodeToUtf8(target[written..]);
        return taken;
    }

    private static int Unit(ReadOnlySpan<byte> escape) =>
        escape.Length >= 6 && Utf8Parser.TryParse(escape[2..6], out int value, out var consumed, 'x') && consumed == 4 ? value : -1;
}
