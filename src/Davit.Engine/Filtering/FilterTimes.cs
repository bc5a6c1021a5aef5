using System.Globalization;

namespace Davit.Engine.Filtering;

/// <summary>Moments in filters: Unix seconds, RFC 3339, or a duration before now (<c>10m</c>, <c>1h30m</c>).</summary>
internal static class FilterTimes
{
    /// <summary>The filter <c>until</c>; null: absent.</summary>
    /// <exception cref="EngineException">More than one, or none of the forms.</exception>
    public static DateTimeOffset? Until(Filters filters, DateTimeOffset now) => filters.Get("until") switch
    {
        { Count: 0 } => null,
        { Count: 1 } values => Parse(values.First(), now) ?? throw Filters.InvalidValue("until", values),
        var values => throw EngineException.Invalid($"more than one until filter specified: {string.Join(' ', values)}"),
    };

    public static DateTimeOffset? Parse(string text, DateTimeOffset now)
    {
        if (ParseDuration(text) is { } age)
        {
            return now - age;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(seconds) < 100_000_000_000)
        {
            return DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var moment) ? moment : null;
    }

    /// <summary>Go's durations: <c>1h2m3.5s</c>, <c>300ms</c>.</summary>
    internal static TimeSpan? ParseDuration(string text)
    {
        var total = 0m;
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            {
                at++;
            }

            var unitStart = at;
            while (at < text.Length && !char.IsAsciiDigit(text[at]) && text[at] != '.')
            {
                at++;
            }

            if (!decimal.TryParse(text.AsSpan(start, unitStart - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || Unit(text.AsSpan(unitStart, at - unitStart)) is not { } ticks || number > 1_000_000_000)
            {
                return null;
            }

            total += number * ticks;
        }

        return text.Length > 0 && total < long.MaxValue / 4 ? TimeSpan.FromTicks((long)total) : null;
    }

    private static long? Unit(ReadOnlySpan<char> unit) => unit switch
    {
        "h" => TimeSpan.TicksPerHour,
        "m" => TimeSpan.TicksPerMinute,
        "s" => TimeSpan.TicksPerSecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "us" or "µs" => TimeSpan.TicksPerMicrosecond,
        _ => null,
    };
}
