using System.Globalization;
using System.Text.Json;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Progress;

/// <summary>How far a step is, as text: a bar where there is room for one, sizes, the time left.</summary>
internal static class ProgressBar
{
    private const int Width = 50;
    private const int RoomForBar = 110;
    private const int RoomForTime = 50;

    /// <summary>Empty where nothing is known. <paramref name="columns"/> is the width of the terminal.</summary>
    public static string Write(JsonElement detail, int columns, DateTimeOffset now)
    {
        var (current, total, start) = (detail.Number("current"), detail.Number("total"), detail.Number("start"));
        var units = detail.Text("units");
        if (current <= 0 && total <= 0)
        {
            return string.Empty;
        }

        if (total <= 0)
        {
            return Amount(current, units);
        }

        var filled = Math.Min((int)((double)current / total * 100) / 2, Width);
        var bar = columns > RoomForBar ? $"[{new string('=', filled)}>{new string(' ', Width - filled)}] " : string.Empty;
        var showsTime = current > 0 && start > 0 && filled < Width && columns > RoomForTime;
        return bar + (detail.Flag("hidecounts") ? string.Empty : Counts(current, total, units)) + (showsTime ? " " + TimeLeft(current, total, start, now) : string.Empty);
    }

    private static string Counts(long current, long total, string units) => current > total
        ? Amount(current, units)
        : units.Length == 0 ? $"{Amount(current, units)}/{ByteSize.Decimal(total)}" : string.Create(CultureInfo.InvariantCulture, $"{current}/{total} {units}");

    private static string Amount(long amount, string units) => units.Length == 0
        ? ByteSize.Decimal(amount).PadLeft(8)
        : string.Create(CultureInfo.InvariantCulture, $"{amount} {units}");

    private static string TimeLeft(long current, long total, long start, DateTimeOffset now)
    {
        const long NanosecondsPerSecond = 1_000_000_000;
        var elapsed = (Int128)(now - DateTimeOffset.UnixEpoch).Ticks * 100 - (Int128)start * NanosecondsPerSecond;
        var left = elapsed / current * (total - current);
        return GoDuration.Write((long)(left / NanosecondsPerSecond * NanosecondsPerSecond));
    }
}
