using System.Buffers;
using System.Globalization;
using Davit.Oci.Image;

namespace Davit.Images.Building;

/// <summary>HEALTHCHECK: <c>NONE</c>, or options and <c>CMD</c>.</summary>
internal static class ChangeHealthcheck
{
    private const long Millisecond = 1_000_000;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    public static HealthcheckConfig Parse(ImageConfig config, string text)
    {
        var check = new HealthcheckConfig();
        while (text.StartsWith("--", StringComparison.Ordinal))
        {
            var blank = text.AsSpan().IndexOfAny(' ', '\t');
            var option = blank < 0 ? text : text[..blank];
            text = blank < 0 ? "" : text[blank..].TrimStart();
            check = WithOption(check, option);
        }

        var end = text.AsSpan().IndexOfAny(' ', '\t');
        var type = (end < 0 ? text : text[..end]).ToUpperInvariant();
        var rest = end < 0 ? "" : text[end..].Trim();
        return type switch
        {
            "NONE" when rest.Length == 0 => new HealthcheckConfig { Test = ["NONE"] },
            "NONE" => throw ImageErrors.Parameter("HEALTHCHECK NONE takes no arguments"),
            "CMD" when rest.Length == 0 => throw ImageErrors.Parameter("Missing command after HEALTHCHECK CMD"),
            "CMD" when rest[0] == '[' => check with { Test = ["CMD", .. ConfigChanges.Command(config, rest)] },
            "CMD" => check with { Test = ["CMD-SHELL", rest] },
            _ => throw ImageErrors.Parameter($"Unknown type \"{type}\" in HEALTHCHECK (try CMD)"),
        };
    }

    private static HealthcheckConfig WithOption(HealthcheckConfig check, string option)
    {
        var equals = option.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? option : option[..equals];
        var value = equals < 0 ? "" : option[(equals + 1)..];
        return name switch
        {
            "--interval" => check with { Interval = Duration(name, value) },
            "--timeout" => check with { Timeout = Duration(name, value) },
            "--start-period" => check with { StartPeriod = Duration(name, value) },
            "--start-interval" => check with { StartInterval = Duration(name, value) },
            "--retries" => check with
            {
                Retries = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var retries)
                    ? retries
                    : throw ImageErrors.Parameter($"--retries must be a number, not \"{value}\""),
            },
            _ => throw ImageErrors.Parameter($"Unknown flag: {name}"),
        };
    }

    /// <summary>A Go duration, such as <c>1m30s</c>, in nanoseconds; zero or at least a millisecond.</summary>
    private static long Duration(string name, string text)
    {
        double total = 0;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                if (text == "0")
                {
                    return 0;
                }

                throw ImageErrors.Parameter($"time: invalid duration \"{text}\" of {name}");
            }

            rest = rest[digits..];
            var unitLength = rest.IndexOfAny(NumberCharacters) is >= 0 and var next ? next : rest.Length;
            total += number * Unit(rest[..unitLength], text);
            rest = rest[unitLength..];
        }

        return text.Length == 0 || total is > 0 and < Millisecond or > long.MaxValue
            ? throw ImageErrors.Parameter($"Interval \"{name[2..]}\" cannot be less than 1ms")
            : (long)total;
    }

    private static double Unit(ReadOnlySpan<char> unit, string text) => unit switch
    {
        "ns" => 1,
        "us" or "µs" => 1_000,
        "ms" => Millisecond,
        "s" => 1_000 * Millisecond,
        "m" => 60_000 * Millisecond,
        "h" => 3_600_000 * Millisecond,
        _ => throw ImageErrors.Parameter($"time: unknown unit in duration \"{text}\""),
    };
}
