using System.Globalization;
using System.Text;
using Davit.Cli.CommandLine;

namespace Davit.Cli.Templates;

/// <summary>Go's literals in a template: quoted text, characters, numbers.</summary>
internal static class GoLiteral
{
    /// <summary>The text of a quoted or raw string; null where an escape is wrong.</summary>
    public static string? Unquote(string literal)
    {
        var inner = literal[1..^1];
        return literal[0] == '`' ? inner : Unescape(inner);
    }

    /// <summary>A long or a double; a character constant is its code point. Null where it is none of them.</summary>
    public static object? Number(string literal)
    {
        if (literal[0] == '\'')
        {
            var runes = Unescape(literal[1..^1])?.EnumerateRunes().ToArray();
            return runes is [var only] ? (long)only.Value : null;
        }

        var plain = literal.Replace("_", string.Empty, StringComparison.Ordinal);
        if (GoText.TryParseInteger(plain, out var integer))
        {
            return integer >= long.MinValue && integer <= long.MaxValue ? (long)integer : null;
        }

        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : null;
    }

    private static string? Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder();
        for (var position = 0; position < text.Length; position++)
        {
            if (text[position] != '\\')
            {
                plain.Append(text[position]);
                continue;
            }

            if (++position >= text.Length || !TryEscape(text, ref position, plain))
            {
                return null;
            }
        }

        return plain.ToString();
    }

    private static bool TryEscape(string text, ref int position, StringBuilder plain)
    {
        var digits = text[position] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            var valid = position + digits < text.Length
                & int.TryParse(text.AsSpan(position + 1, Math.Min(digits, text.Length - position - 1)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                && Rune.IsValid(code);
            position += digits;
            plain.Append(valid ? new Rune(code).ToString() : string.Empty);
            return valid;
        }

        var index = "abfnrtv\\'\"".IndexOf(text[position], StringComparison.Ordinal);
        if (index < 0)
        {
            return false;
        }

        plain.Append("\a\b\f\n\r\t\v\\'\""[index]);
        return true;
    }
}
