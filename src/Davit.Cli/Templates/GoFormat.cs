using System.Globalization;
using System.Numerics;
using System.Text;
using Davit.Cli.CommandLine;
using Davit.Cli.Formatting;

namespace Davit.Cli.Templates;

/// <summary>Go's Sprintf for the values templates have, with Go's notes on bad verbs and missing or extra operands.</summary>
internal static class GoFormat
{
    public static string Format(string format, IReadOnlyList<object?> operands)
    {
        var text = new StringBuilder();
        var (next, reordered) = (0, false);
        for (var position = 0; position < format.Length; position++)
        {
            if (format[position] != '%')
            {
                text.Append(format[position]);
                continue;
            }

            var directive = FormatDirective.Parse(format, ref position, operands, ref next);
            reordered |= directive.IsIndexed;
            if (directive.Verb == '\0')
            {
                text.Append("%!(NOVERB)");
            }
            else if (directive.Verb == "%"[0])
            {
                text.Append('%');
            }
            else if (directive.HasBadIndex)
            {
                text.Append("%!").Append(directive.Verb).Append("(BADINDEX)");
            }
            else if (next >= operands.Count)
            {
                text.Append("%!").Append(directive.Verb).Append("(MISSING)");
            }
            else
            {
                text.Append(directive.Pad(Verb(directive, operands[next++])));
            }
        }

        if (next < operands.Count && !reordered)
        {
            var extra = operands.Skip(next).Select(operand => operand is null ? "<nil>" : $"{GoPrinter.TypeOf(operand)}={GoPrinter.Print(operand)}");
            text.Append("%!(EXTRA ").AppendJoin(", ", extra).Append(')');
        }

        return text.ToString();
    }

    private static string Verb(FormatDirective directive, object? operand) => (directive.Verb, operand) switch
    {
        ('v', GoStruct { Text: null } fields) when directive.Plus => (fields.IsPointer ? "&" : string.Empty) + PrintNamed(fields),
        ('v', IGoFields { IsMap: false } fields) when directive.Plus => PrintNamed(fields),
        ('v', string text) when directive.Sharp => GoText.Quote(text),
        ('v', _) => GoPrinter.PrintOperand(operand),
        ('T', _) => GoPrinter.TypeOf(operand),
        ('s', GoNanoseconds or GoTimestamp or GoStruct { Text: not null }) => TextVerb(directive, GoPrinter.Print(operand)),
        (_, GoNanoseconds duration) => IntegerVerb(directive, duration.Value),
        (_, IReadOnlyList<object?> list) => $"[{string.Join(' ', list.Select(item => Verb(directive, item)))}]",
        (_, IGoFields { IsMap: true } fields) => $"map[{string.Join(' ', GoPrinter.Sorted(fields).Select(entry => $"{Verb(directive, entry.Key)}:{Verb(directive, entry.Value)}"))}]",
        (_, string text) => TextVerb(directive, text),
        (_, long whole) => IntegerVerb(directive, whole),
        (_, int whole) => IntegerVerb(directive, whole),
        (_, double real) => FloatVerb(directive, real),
        ('t', bool flag) => flag ? "true" : "false",
        (_, null) => $"%!{directive.Verb}(<nil>)",
        _ => Bad(directive, operand),
    };

    private static string PrintNamed(IGoFields fields) => $"{{{string.Join(' ', fields.Entries.Select(entry => $"{entry.Key}:{Named(entry.Value)}"))}}}";

    /// <summary><c>%+v</c> holds for structs inside of structs too.</summary>
    private static string Named(object? value) => value switch
    {
        GoStruct { Text: null } fields => PrintNamed(fields),
        IReadOnlyList<object?> list => $"[{string.Join(' ', list.Select(Named))}]",
        IGoFields { IsMap: true } map => $"map[{string.Join(' ', GoPrinter.Sorted(map).Select(entry => $"{entry.Key}:{Named(entry.Value)}"))}]",
        _ => GoPrinter.Print(value),
    };

    private static string TextVerb(FormatDirective directive, string text) => directive.Verb switch
    {
        's' => directive.Precision is { } limit ? string.Concat(text.EnumerateRunes().Take(limit).Select(rune => rune.ToString())) : text,
        'q' => directive.Sharp && !text.Contains('`', StringComparison.Ordinal) ? $"`{text}`" : GoText.Quote(text),
        'x' => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)),
        'X' => Convert.ToHexString(Encoding.UTF8.GetBytes(text)),
        _ => Bad(directive, text),
    };

    private static string IntegerVerb(FormatDirective directive, long value)
    {
        var magnitude = BigInteger.Abs(value);
        var digits = directive.Verb switch
        {
            'd' => magnitude.ToString(CultureInfo.InvariantCulture),
            'x' => (directive.Sharp ? "0x" : string.Empty) + Radix(magnitude, 16),
            'X' => (directive.Sharp ? "0X" : string.Empty) + Radix(magnitude, 16).ToUpperInvariant(),
            'o' => (directive.Sharp ? "0" : string.Empty) + Radix(magnitude, 8),
            'O' => "0o" + Radix(magnitude, 8),
            'b' => Radix(magnitude, 2),
            'c' => Rune.IsValid((int)value) ? new Rune((int)value).ToString() : "\ufffd",
            'q' => Rune.IsValid((int)value) ? QuoteRune(new Rune((int)value)) : "'\ufffd'",
            'U' => string.Create(CultureInfo.InvariantCulture, $"U+{value:X4}{(directive.Sharp && Rune.IsValid((int)value) ? $" '{new Rune((int)value)}'" : string.Empty)}"),
            _ => null,
        };
        if (digits is null || directive.Verb is 'c' or 'q' or 'U')
        {
            return digits ?? Bad(directive, value);
        }

        digits = directive.Precision is { } least ? digits.PadLeft(least, '0') : digits;
        return (value < 0 ? "-" : directive.Plus ? "+" : directive.Space ? " " : string.Empty) + digits;
    }

    private static string FloatVerb(FormatDirective directive, double value)
    {
        var precision = (directive.Precision ?? 6).ToString(CultureInfo.InvariantCulture);
        var text = directive.Verb switch
        {
            'f' or 'F' => value.ToString("F" + precision, CultureInfo.InvariantCulture),
            'e' or 'E' => Exponent(value.ToString((directive.Verb == 'e' ? "e" : "E") + precision, CultureInfo.InvariantCulture)),
            'g' or 'G' => General(directive, value),
            _ => Bad(directive, value),
        };
        return directive.Plus && value >= 0 ? "+" + text : text;
    }

    private static string General(FormatDirective directive, double value)
    {
        var text = directive.Precision is { } digits ? GoFloat.General(value, Math.Max(digits, 1)) : GoFloat.Shortest(value);
        return directive.Verb == 'G' ? text.ToUpperInvariant() : text;
    }

    /// <summary>.NET writes three exponent digits, Go two where two are enough.</summary>
    private static string Exponent(string text)
    {
        var sign = text.LastIndexOfAny(['+', '-']);
        return text[..(sign + 1)] + text[(sign + 1)..].TrimStart('0').PadLeft(2, '0');
    }

    private static string QuoteRune(Rune rune)
    {
        var text = new StringBuilder("'");
        GoText.AppendQuoted(text, rune, '\'');
        return text.Append('\'').ToString();
    }

    private static string Radix(BigInteger value, int radix)
    {
        var text = new StringBuilder();
        do
        {
            text.Insert(0, "0123456789abcdef"[(int)(value % radix)]);
            value /= radix;
        }
        while (value > 0);
        return text.ToString();
    }

    private static string Bad(FormatDirective directive, object? operand) =>
        $"%!{directive.Verb}({GoPrinter.TypeOf(operand)}={GoPrinter.Print(operand)})";
}
