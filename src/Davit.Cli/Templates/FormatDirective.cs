using System.Globalization;

namespace Davit.Cli.Templates;

/// <summary>One <c>%-10.3s</c> of a format: its flags, width, precision and verb (<c>'\0'</c> where the text ended).</summary>
internal sealed record FormatDirective
{
    private const int WidestField = 1_000_000; // fmt ignores larger ones too

    public char Verb { get; private set; }

    public int? Width { get; private set; }

    public int? Precision { get; private set; }

    public bool Minus { get; private set; }

    public bool Plus { get; private set; }

    public bool Sharp { get; private set; }

    public bool Space { get; private set; }

    public bool Zero { get; private set; }

    /// <summary>It names its operand, as <c>%[2]d</c> does.</summary>
    public bool IsIndexed { get; private set; }

    /// <summary>The operand that it names does not exist.</summary>
    public bool HasBadIndex { get; private set; }

    /// <summary>Reads from the percent sign at <paramref name="position"/>, which is left on the verb.</summary>
    public static FormatDirective Parse(string format, ref int position, IReadOnlyList<object?> operands, ref int next)
    {
        var directive = new FormatDirective();
        for (position++; position < format.Length && directive.TakeFlag(format[position]); position++)
        {
        }

        directive.TakeIndex(format, ref position, operands, ref next);
        directive.Width = Number(format, ref position, operands, ref next);
        if (directive.Width < 0)
        {
            directive.Minus = true;
            directive.Width = -directive.Width;
        }

        if (position < format.Length && format[position] == '.')
        {
            position++;
            directive.TakeIndex(format, ref position, operands, ref next);
            directive.Precision = Number(format, ref position, operands, ref next) ?? 0;
        }

        directive.TakeIndex(format, ref position, operands, ref next);

        directive.Verb = position < format.Length ? format[position] : '\0';
        return directive;
    }

    public string Pad(string text)
    {
        var length = text.EnumerateRunes().Count();
        if (Width is not { } width || length >= width || width > WidestField)
        {
            return text;
        }

        if (Minus)
        {
            return text + new string(' ', width - length);
        }

        var signed = Zero && text.Length > 0 && text[0] is '-' or '+';
        return Zero
            ? (signed ? text[..1] : string.Empty) + new string('0', width - length) + (signed ? text[1..] : text)
            : new string(' ', width - length) + text;
    }

    private bool TakeFlag(char flag)
    {
        Minus |= flag == '-';
        Plus |= flag == '+';
        Sharp |= flag == '#';
        Space |= flag == ' ';
        Zero |= flag == '0';
        return flag is '-' or '+' or '#' or ' ' or '0';
    }

    private void TakeIndex(string format, ref int position, IReadOnlyList<object?> operands, ref int next)
    {
        var close = position < format.Length && format[position] == '[' ? format.IndexOf(']', position) : -1;
        if (close < 0)
        {
            return;
        }

        IsIndexed = true;
        var valid = int.TryParse(format.AsSpan(position + 1, close - position - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= operands.Count;
        HasBadIndex |= !valid;
        next = valid ? number - 1 : next;
        position = close + 1;
    }

    private static int? Number(string format, ref int position, IReadOnlyList<object?> operands, ref int next)
    {
        if (position < format.Length && format[position] == '*')
        {
            position++;
            return next < operands.Count && operands[next++] is long given ? (int)Math.Clamp(given, -WidestField, WidestField) : null;
        }

        int? number = null;
        for (; position < format.Length && char.IsAsciiDigit(format[position]); position++)
        {
            number = Math.Min(((number ?? 0) * 10) + (format[position] - '0'), WidestField + 1);
        }

        return number;
    }
}
