using System.Globalization;
using Davit.Engine.Specs;

namespace Davit.Engine.Processes;

/// <summary>Times of processes as ps(1) writes them.</summary>
internal sealed class ProcessClock(DateTimeOffset now)
{
    private readonly DateTimeOffset boot = now - Uptime();

    public static string Format(TimeSpan time)
    {
        var days = time.Days > 0 ? time.Days.ToString(CultureInfo.InvariantCulture) + "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{days}{time.Hours:00}:{time.Minutes:00}:{time.Seconds:00}");
    }

    public static string FormatElapsed(TimeSpan time) => time.TotalHours < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes:00}:{time.Seconds:00}")
        : Format(time);

    public DateTimeOffset Started(ProcessEntry entry) => (boot + entry.StartedAfterBoot).ToLocalTime();

    public TimeSpan Age(ProcessEntry entry) => now - (boot + entry.StartedAfterBoot) is var age && age > TimeSpan.Zero ? age : TimeSpan.Zero;

    public double CpuPercent(ProcessEntry entry) => Age(entry).TotalSeconds is > 0.01 and var age ? Math.Min(100 * entry.CpuTime.TotalSeconds / age, 100 * Environment.ProcessorCount) : 0;

    public string StartText(ProcessEntry entry)
    {
        var started = Started(entry);
        var format = now - started < TimeSpan.FromHours(24) ? "HH:mm" : started.Year == now.Year ? "MMMdd" : "yyyy";
        return started.ToString(format, CultureInfo.InvariantCulture);
    }

    private static TimeSpan Uptime() =>
        double.TryParse(HostFactsReader.Text("/proc/uptime").Split(' ')[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
}
