using System.Globalization;
using Davit.Engine;

namespace Davit.Daemon.Mapping;

/// <summary>Times as Go writes them: RFC 3339 with as many digits as needed; year 1 for "never".</summary>
internal static class GoTime
{
    public const string Zero = "0001-01-01T00:00:00Z";

    public static string Format(DateTimeOffset? time) => time is { } value && value != default
        ? value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        : Zero;

    /// <summary>Reads <c>seconds[.fraction]</c> since 1970 or RFC 3339; null for nothing and for zero, as dockerd does.</summary>
    /// <exception cref="EngineException">It is neither.</exception>
    public static DateTimeOffset? Parse(string text, string parameter)
    {
        if (text.Length == 0 || text == "0")
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(seconds) < 200_000_000_000m)
        {
            return DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new EngineException(ErrorKind.InvalidParameter, $"invalid value for \"{parameter}\": \"{text}\" is not a time");
    }
}
