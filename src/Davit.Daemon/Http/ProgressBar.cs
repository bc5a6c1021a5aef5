using System.Globalization;

namespace Davit.Daemon.Http;

/// <summary>docker's bar as text, in <c>progress</c> of a progress message: what clients show that do not draw one themselves.</summary>
internal static class ProgressBar
{
    private const int Width = 50;
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary><c>[=====>     ]  1.2MB/3.4MB</c>; without a total only the bytes.</summary>
    public static string Format(long current, long total)
    {
        if (total <= 0)
        {
            return current <= 0 ? "" : Size(current).PadLeft(8);
        }

        var filled = (int)Math.Min(Width, current * 100.0 / total / 2);
        var numbers = current > total ? Size(current).PadLeft(8) : $"{Size(current),8}/{Size(total)}";
        return $"[{new string('=', filled)}>{new string(' ', Width - filled)}] {numbers}";
    }

    /// <summary>Four significant digits, powers of 1000.</summary>
    private static string Size(double bytes)
    {
        var unit = 0;
        for (; bytes >= 1000 && unit < Units.Length - 1; unit++)
        {
            bytes /= 1000;
        }

        return bytes.ToString("G4", CultureInfo.InvariantCulture) + Units[unit];
    }
}
