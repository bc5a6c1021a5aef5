using System.Globalization;

namespace Davit.Cli.Formatting;

/// <summary><c>--since</c> and <c>--until</c>: a time, a date, seconds since 1970, or an age such as <c>42m</c>; sent as seconds with a fraction.</summary>
internal static class TimeArgument
{
    private static readonly string[] s_layouts =
        ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH", "yyyy-MM-dd"];

    /// <summary>Empty for empty. Throws <see cref="CommandException"/>.</summary>
    public static string Read(CommandContext context, string text, string flag)
    {
        if (text.Length == 0 || IsSeconds(text))
        {
            return text;
        }

        if (GoDuration.TryParse(text, out var nanoseconds, out _))
        {
            return Write(context.Now - TimeSpan.FromTicks(nanoseconds / 100));
        }

        return TryParse(text, out var time) ? Write(time) : throw new CommandException($"invalid value for \"{flag}\": failed to parse value as time or duration: {CommandLine.GoText.Quote(text)}");
    }

    private static bool TryParse(string text, out DateTimeOffset time)
    {
        var body = text.TrimEnd('Z');
        var zone = body.Length < text.Length ? "Z" : string.Empty;
        var sign = body.Length > 10 ? body.AsSpan(10).LastIndexOfAny('+', '-') : -1;
        if (sign >= 0)
        {
            zone = body[(10 + sign)..];
            body = body[..(10 + sign)];
        }

        var fraction = body.IndexOf('.', StringComparison.Ordinal);
        var whole = fraction < 0 ? body : body[..fraction];
        time = default;
        if (!DateTime.TryParseExact(whole, s_layouts, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return false;
        }

        var part = 0m;
        if (fraction >= 0 && !decimal.TryParse(body[fraction..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out part))
        {
            return false;
        }

        var ticks = (long)(part * TimeSpan.TicksPerSecond);
        var offset = zone.Length > 1 && TimeSpan.TryParseExact(zone[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var given) ? (zone[0] == '-' ? -given : given)
            : zone == "Z" ? TimeSpan.Zero : TimeZoneInfo.Local.GetUtcOffset(local);
        time = new DateTimeOffset(local, offset).AddTicks(ticks);
        return true;
    }

    private static bool IsSeconds(string text) => text.All(letter => char.IsAsciiDigit(letter) || letter == '.') && char.IsAsciiDigit(text[0]);

    private static string Write(DateTimeOffset time)
    {
        var ticks = time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        return string.Create(CultureInfo.InvariantCulture, $"{ticks / TimeSpan.TicksPerSecond}.{ticks % TimeSpan.TicksPerSecond * 100:000000000}");
    }
}
