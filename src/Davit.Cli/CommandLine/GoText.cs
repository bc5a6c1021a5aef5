using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;

namespace Davit.Cli.CommandLine;

/// <summary>Go's conventions for writing and reading plain values, which docker's messages show through.</summary>
internal static class GoText
{
    /// <summary>Go's <c>%q</c>: double quotes, backslash escapes for what does not print.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            AppendQuoted(quoted, rune, '"');
        }

        return quoted.Append('"').ToString();
    }

    public static void AppendQuoted(StringBuilder target, Rune rune, char quote)
    {
        var value = rune.Value;
        _ = value switch
        {
            '\\' => target.Append(@"\\"),
            _ when value == quote => target.Append('\\').Append(quote),
            '\a' => target.Append(@"\a"),
            '\b' => target.Append(@"\b"),
            '\f' => target.Append(@"\f"),
            '\n' => target.Append(@"\n"),
            '\r' => target.Append(@"\r"),
            '\t' => target.Append(@"\t"),
            '\v' => target.Append(@"\v"),
            < 0x20 or 0x7f => target.Append(CultureInfo.InvariantCulture, $@"\x{value:x2}"),
            _ when IsPrintable(rune) => target.Append(rune.ToString()),
            < 0x10000 => target.Append(CultureInfo.InvariantCulture, $@"\u{value:x4}"),
            _ => target.Append(CultureInfo.InvariantCulture, $@"\U{value:x8}"),
        };
    }

    /// <summary>unicode.IsPrint.</summary>
    public static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    /// <summary>net.ParseIP: four decimal numbers, or IPv6 without a zone. .NET alone also takes <c>1</c>, <c>0x7f000001</c> and octal parts.</summary>
    public static bool TryParseAddress(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        return (text.Contains(':', StringComparison.Ordinal) ? !text.AsSpan().ContainsAny('%', '[', ']') : text.Split('.') is { Length: 4 } parts && parts.All(IsByte))
            && IPAddress.TryParse(text, out address);
    }

    private static bool IsByte(string text) => text is "0" || (text.Length is > 0 and <= 3 && text[0] != '0' && text.All(char.IsAsciiDigit));

    /// <summary>strconv.ParseInt with base 0: sign, <c>0x</c>, <c>0o</c>, <c>0b</c>, leading-zero octal, and underscores between digits.</summary>
    public static bool TryParseInteger(string text, out BigInteger value)
    {
        value = BigInteger.Zero;
        var digits = text.AsSpan();
        var negative = digits is ['-', ..];
        digits = digits is ['-' or '+', ..] ? digits[1..] : digits;
        var radix = digits switch
        {
            ['0', 'x' or 'X', _, ..] => 16,
            ['0', 'o' or 'O', _, ..] => 8,
            ['0', 'b' or 'B', _, ..] => 2,
            ['0', _, ..] => -8,
            _ => 10,
        };
        digits = radix is 10 ? digits : radix is -8 ? digits[1..] : digits[2..];
        if (digits.IsEmpty || digits[^1] == '_' || (radix == 10 && digits[0] == '_') || digits.Contains("__", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var digit in digits)
        {
            if (digit == '_')
            {
                continue;
            }

            var number = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : int.MaxValue;
            if (number >= Math.Abs(radix))
            {
                return false;
            }

            value = (value * Math.Abs(radix)) + number;
        }

        value = negative ? -value : value;
        return true;
    }
}
