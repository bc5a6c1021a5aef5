using System.Buffers.Text;

namespace Davit.Shim.Logs;

/// <summary>
/// Times as logs carry them, in UTC ticks (100 ns). Written as Go's RFC3339Nano: no fraction when it is zero, no zeros at its end.
/// </summary>
internal static class Rfc3339
{
    /// <summary>Length of the longest text, <c>2006-01-02T15:04:05.123456789Z</c>.</summary>
    public const int MaxLength = 30;

    /// <summary>Length of the text up to the seconds.</summary>
    private const int SecondsLength = 19;

    /// <summary>Writes a time as log files have it. Returns the number of bytes.</summary>
    public static int Format(long utcTicks, Span<byte> text)
    {
        var length = FormatSeconds(utcTicks, text);
        var fraction = utcTicks % TimeSpan.TicksPerSecond;
        if (fraction != 0)
        {
            text[length++] = (byte)'.';
            for (var unit = TimeSpan.TicksPerSecond / 10; fraction != 0; unit /= 10)
            {
                text[length++] = (byte)('0' + (fraction / unit));
                fraction %= unit;
            }
        }

        text[length++] = (byte)'Z';
        return length;
    }

    /// <summary>Writes a time as <c>logs --timestamps</c> has it: nine digits after the point always, so that columns align.</summary>
    public static int FormatFixed(long utcTicks, Span<byte> text)
    {
        var length = FormatSeconds(utcTicks, text);
        text[length++] = (byte)'.';
        Digits(utcTicks % TimeSpan.TicksPerSecond, text.Slice(length, 7));
        "00Z"u8.CopyTo(text[(length + 7)..]);
        return length + 10;
    }

    /// <summary>Reads what <see cref="Format"/> wrote, and up to nine digits of a fraction.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long utcTicks)
    {
        utcTicks = 0;
        if (text.Length <= SecondsLength || text[^1] != (byte)'Z'
            || !Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)
            || !Number(text[11..13], out var hour) || !Number(text[14..16], out var minute) || !Number(text[17..19], out var second)
            || year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var fraction = 0L;
        var unit = TimeSpan.TicksPerSecond / 10;
        foreach (var digit in text[(SecondsLength == text.Length - 1 ? SecondsLength : SecondsLength + 1)..^1])
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            fraction += (digit - '0') * unit;
            unit /= 10;
        }

        utcTicks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks + fraction;
        return true;
    }

    private static int FormatSeconds(long utcTicks, Span<byte> text)
    {
        var time = new DateTime(utcTicks, DateTimeKind.Utc);
        Digits(time.Year, text[..4]);
        text[4] = (byte)'-';
        Digits(time.Month, text.Slice(5, 2));
        text[7] = (byte)'-';
        Digits(time.Day, text.Slice(8, 2));
        text[10] = (byte)'T';
        Digits(time.Hour, text.Slice(11, 2));
        text[13] = (byte)':';
        Digits(time.Minute, text.Slice(14, 2));
        text[16] = (byte)':';
        Digits(time.Second, text.Slice(17, 2));
        return SecondsLength;
    }

    private static void Digits(long value, Span<byte> text)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }

    private static bool Number(ReadOnlySpan<byte> text, out int value) =>
        Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length && value >= 0;
}
