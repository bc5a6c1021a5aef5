using System.Buffers;
using System.Globalization;
using System.Text;

namespace Davit.Cli.Formatting;

/// <summary>Go's time.Duration as text, in nanoseconds.</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789.");

    private static readonly (string Unit, decimal Nanoseconds)[] s_units =
    [
        ("ns", 1m), ("us", 1_000m), ("µs", 1_000m), ("μs", 1_000m), ("ms", 1_000_000m),
        ("s", 1_000_000_000m), ("m", 60_000_000_000m), ("h", 3_600_000_000_000m),
    ];

    public static bool TryParse(string text, out long nanoseconds, out string error)
    {
        nanoseconds = 0;
        error = $"time: invalid duration {CommandLine.GoText.Quote(text)}";
        var rest = text.AsSpan();
        var negative = rest is ['-', ..];
        rest = rest is ['-' or '+', ..] ? rest[1..] : rest;
        if (rest is "0")
        {
            return true;
        }

        if (rest.IsEmpty)
        {
            return false;
        }

        var total = 0m;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOfAnyExcept(s_digits);
            var number = length < 0 ? rest : rest[..length];
            if (number.IsEmpty || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            {
                return false;
            }

            rest = length < 0 ? [] : rest[length..];
            var unitLength = rest.IndexOfAny(s_digits);
            var unit = (unitLength < 0 ? rest : rest[..unitLength]).ToString();
            if (unit.Length == 0)
            {
                error = $"time: missing unit in duration {CommandLine.GoText.Quote(text)}";
                return false;
            }

            var known = Array.FindIndex(s_units, pair => pair.Unit == unit);
            if (known < 0)
            {
                error = $"time: unknown unit {CommandLine.GoText.Quote(unit)} in duration {CommandLine.GoText.Quote(text)}";
                return false;
            }

            total += value * s_units[known].Nanoseconds;
            if (total > long.MaxValue)
            {
                return false;
            }

            rest = rest[unit.Length..];
        }

        nanoseconds = (long)(negative ? -total : total);
        return true;
    }

    /// <summary>Go's Duration.String: <c>1h2m3.5s</c>, <c>150ms</c>, <c>0s</c>.</summary>
    public static string Write(long nanoseconds)
    {
        if (nanoseconds == 0)
        {
            return "0s";
        }

        var sign = nanoseconds < 0 ? "-" : string.Empty;
        var value = Math.Abs((decimal)nanoseconds);
        if (value < 1_000_000_000m)
        {
            var (unit, scale) = value switch { < 1_000m => ("ns", 1m), < 1_000_000m => ("µs", 1_000m), _ => ("ms", 1_000_000m) };
            return sign + Number(value / scale) + unit;
        }

        var text = new StringBuilder(sign);
        var hours = decimal.Truncate(value / 3_600_000_000_000m);
        var minutes = decimal.Truncate(value / 60_000_000_000m) % 60;
        var seconds = value % 60_000_000_000m / 1_000_000_000m;
        if (hours > 0)
        {
            text.Append(Number(hours)).Append('h');
        }

        if (hours > 0 || minutes > 0)
        {
            text.Append(Number(minutes)).Append('m');
        }

        return text.Append(Number(seconds)).Append('s').ToString();
    }

    private static string Number(decimal value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}
