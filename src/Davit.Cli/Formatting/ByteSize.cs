using System.Buffers;
using System.Globalization;

namespace Davit.Cli.Formatting;

/// <summary>Sizes as docker writes and reads them: decimal for what is stored, binary for memory.</summary>
internal static class ByteSize
{
    private static readonly string[] s_decimal = ["B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
    private static readonly string[] s_binary = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];
    private static readonly SearchValues<char> s_numberEnds = SearchValues.Create("0123456789. ");

    /// <summary><c>1.92kB</c>: powers of 1000, four significant digits.</summary>
    public static string Decimal(double bytes) => Write(bytes, 1000, s_decimal, 4);

    /// <summary>Powers of 1000 with a chosen number of significant digits (image lists use 3).</summary>
    public static string Decimal(double bytes, int digits) => Write(bytes, 1000, s_decimal, digits);

    /// <summary><c>1.5GiB</c>: powers of 1024, four significant digits.</summary>
    public static string Binary(double bytes) => Write(bytes, 1024, s_binary, 4);

    private static string Write(double value, double step, string[] units, int digits)
    {
        var unit = 0;
        while (value >= step && unit < units.Length - 1)
        {
            value /= step;
            unit++;
        }

        return GoFloat.General(value, digits) + units[unit];
    }

    /// <summary>Reads <c>512</c>, <c>1.5g</c>, <c>64kb</c>, <c>2GiB</c> as powers of 1024 (go-units' RAMInBytes).</summary>
    public static bool TryParseBinary(string text, out long bytes, out string error)
    {
        bytes = 0;
        error = $"invalid size: '{text}'";
        var end = text.AsSpan().LastIndexOfAny(s_numberEnds);
        if (end < 0)
        {
            return false;
        }

        var number = text[..(text[end] == ' ' ? end : end + 1)];
        var suffix = text[(end + 1)..];
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent;
        if (!double.TryParse(number, Style, CultureInfo.InvariantCulture, out var value))
        {
            error = $"strconv.ParseFloat: parsing {CommandLine.GoText.Quote(number)}: invalid syntax";
            return false;
        }

        if (value < 0)
        {
            return false;
        }

        if (!TryFactor(suffix, out var factor))
        {
            error = $"invalid suffix: '{suffix}'";
            return false;
        }

        bytes = (long)(value * factor);
        return true;
    }

    private static bool TryFactor(string suffix, out double factor)
    {
        var lower = suffix.ToLowerInvariant();
        var power = lower.Length == 0 ? 0 : "bkmgtp".IndexOf(lower[0], StringComparison.Ordinal);
        factor = Math.Pow(1024, Math.Max(power, 0));
        var rest = lower.Length == 0 ? string.Empty : lower[1..];
        return power >= 0 && (power == 0 ? rest.Length == 0 : rest is "" or "b" or "ib");
    }
}
