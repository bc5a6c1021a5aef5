using System.Globalization;

namespace Davit.Cli.CommandLine;

/// <summary>A number of CPUs, held in billionths as the API wants it.</summary>
internal sealed class DecimalFlag(string name, char shorthand, string usage) : Flag(name, shorthand, usage)
{
    public long Billionths { get; private set; }

    public override string TypeName => "decimal";

    protected override void Parse(string text)
    {
        if (!TryParseRational(text, out var value))
        {
            throw new FlagValueException($"failed to parse {text} as a rational number");
        }

        var billionths = value * 1_000_000_000m;
        if (billionths != decimal.Truncate(billionths))
        {
            throw new FlagValueException("value is too precise");
        }

        if (Math.Abs(billionths) > long.MaxValue)
        {
            throw new FlagValueException($"failed to parse {text} as a rational number");
        }

        Billionths = (long)billionths;
    }

    private static bool TryParseRational(string text, out decimal value)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out value);
        }

        value = 0;
        if (!long.TryParse(text.AsSpan(0, slash), CultureInfo.InvariantCulture, out var above)
            || !long.TryParse(text.AsSpan(slash + 1), CultureInfo.InvariantCulture, out var below) || below == 0)
        {
            return false;
        }

        value = (decimal)above / below;
        return true;
    }
}
