using System.Globalization;
using System.Text;

namespace Davit.Cli.Formatting;

/// <summary>Floating point numbers in Go's notation.</summary>
internal static class GoFloat
{
    /// <summary>Go's <c>%.Ng</c>: N significant digits, trailing zeros dropped, exponent from 10^N on.</summary>
    public static string General(double value, int digits)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }

        if (value == 0)
        {
            return "0";
        }

        var scientific = value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return FromScientific(scientific, -4, digits);
    }

    /// <summary>Go's <c>%v</c> of a float64: the shortest text that reads back, exponent from 1e6 on.</summary>
    public static string Shortest(double value) => Shortest(value, -4, 6);

    /// <summary>encoding/json's numbers: exponents only below 1e-6 and from 1e21 on, without a leading zero.</summary>
    public static string Json(double value)
    {
        var text = Shortest(value, -6, 21);
        return text is [.., 'e', '-', '0', _] ? text.Remove(text.Length - 2, 1) : text;
    }

    private static string Shortest(double value, int exponentBelow, int exponentFrom)
    {
        if (double.IsNaN(value) || double.IsInfinity(value) || value == 0)
        {
            return General(value, 17);
        }

        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        for (var digits = 1; digits <= 17; digits++)
        {
            var candidate = value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (double.Parse(candidate, CultureInfo.InvariantCulture) == value)
            {
                text = candidate;
                break;
            }
        }

        return FromScientific(text, exponentBelow, exponentFrom);
    }

    private static string FromScientific(string scientific, int exponentBelow, int exponentFrom)
    {
        var mark = scientific.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(scientific.AsSpan(mark + 1), CultureInfo.InvariantCulture);
        var mantissa = scientific[..mark];
        var sign = mantissa.StartsWith('-') ? "-" : string.Empty;
        var digits = mantissa.TrimStart('-').Replace(".", string.Empty, StringComparison.Ordinal).TrimEnd('0');
        digits = digits.Length == 0 ? "0" : digits;
        if (exponent < exponentBelow || exponent >= exponentFrom)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : string.Empty;
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        var text = new StringBuilder(sign);
        if (exponent < 0)
        {
            return text.Append("0.").Append('0', -exponent - 1).Append(digits).ToString();
        }

        if (digits.Length <= exponent + 1)
        {
            return text.Append(digits).Append('0', exponent + 1 - digits.Length).ToString();
        }

        return text.Append(digits, 0, exponent + 1).Append('.').Append(digits, exponent + 1, digits.Length - exponent - 1).ToString();
    }
}
