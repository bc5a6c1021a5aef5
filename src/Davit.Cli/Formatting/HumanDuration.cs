using System.Globalization;

namespace Davit.Cli.Formatting;

/// <summary>Rough ages in words: <c>About a minute</c>, <c>3 weeks</c>.</summary>
internal static class HumanDuration
{
    public static string Write(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        var minutes = (long)span.TotalMinutes;
        var hours = (long)(span.TotalHours + 0.5);
        return seconds switch
        {
            < 1 => "Less than a second",
            1 => "1 second",
            < 60 => Plural(seconds, "seconds"),
            _ when minutes == 1 => "About a minute",
            _ when minutes < 60 => Plural(minutes, "minutes"),
            _ when hours == 1 => "About an hour",
            _ when hours < 48 => Plural(hours, "hours"),
            _ when hours < 24 * 7 * 2 => Plural(hours / 24, "days"),
            _ when hours < 24 * 30 * 2 => Plural(hours / 24 / 7, "weeks"),
            _ when hours < 24 * 365 * 2 => Plural(hours / 24 / 30, "months"),
            _ => Plural((long)span.TotalHours / 24 / 365, "years"),
        };
    }

    private static string Plural(long count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}");
}
