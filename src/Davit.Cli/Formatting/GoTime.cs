using System.Globalization;

namespace Davit.Cli.Formatting;

/// <summary>Points in time in Go's notations.</summary>
internal static class GoTime
{
    /// <summary><c>2026-11-24 04:02:14 +0000 UTC</c>, in local time.</summary>
    public static string Write(DateTimeOffset time)
    {
        var local = time.ToLocalTime();
        var zone = local.Offset == TimeSpan.Zero ? "UTC" : TimeZoneInfo.Local.IsDaylightSavingTime(local) ? TimeZoneInfo.Local.DaylightName : TimeZoneInfo.Local.StandardName;
        return local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + Fraction(local) + local.ToString(" zz", CultureInfo.InvariantCulture) + local.ToString("zzz", CultureInfo.InvariantCulture)[^2..] + " " + zone;
    }

    /// <summary>A time of JSON in the first notation, with all digits of its fraction; what is no time stays as it is.</summary>
    public static string WriteExact(string rfc3339)
    {
        if (!TryParse(rfc3339, out var time))
        {
            return rfc3339;
        }

        var written = Write(new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero));
        var dot = rfc3339.IndexOf('.', StringComparison.Ordinal);
        var digits = dot < 0 ? string.Empty : new string([.. rfc3339.Skip(dot + 1).TakeWhile(char.IsAsciiDigit)]).TrimEnd('0');
        return digits.Length == 0 ? written : written.Insert("yyyy-MM-dd HH:mm:ss".Length, "." + digits);
    }

    /// <summary>RFC 3339 without a fraction, in local time.</summary>
    public static string WriteRfc3339(DateTimeOffset time)
    {
        var local = time.ToLocalTime();
        return local.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + Zone(local);
    }

    /// <summary>RFC 3339 with nine digits of fraction, from nanoseconds since 1970.</summary>
    public static string WriteNano(long nanoseconds)
    {
        var local = DateTimeOffset.FromUnixTimeSeconds(nanoseconds / 1_000_000_000).ToLocalTime();
        return string.Create(CultureInfo.InvariantCulture, $"{local:yyyy-MM-ddTHH:mm:ss}.{nanoseconds % 1_000_000_000:000000000}{Zone(local)}");
    }

    /// <summary>Reads RFC 3339; its fraction may have nine digits. False for what is no time.</summary>
    public static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(Shorten(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    private static string Shorten(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return text;
        }

        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - dot > 8 ? text[..(dot + 8)] + text[end..] : text;
    }

    private static string Zone(DateTimeOffset local) => local.Offset == TimeSpan.Zero ? "Z" : local.ToString("zzz", CultureInfo.InvariantCulture);

    private static string Fraction(DateTimeOffset time)
    {
        var ticks = time.Ticks % TimeSpan.TicksPerSecond;
        return ticks == 0 ? string.Empty : "." + ticks.ToString("0000000", CultureInfo.InvariantCulture).TrimEnd('0');
    }
}
