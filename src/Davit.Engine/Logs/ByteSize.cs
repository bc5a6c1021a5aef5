using System.Globalization;

namespace Davit.Engine.Logs;

/// <summary>Sizes as people write them: <c>10m</c>, <c>1.5g</c>, <c>512k</c>, <c>100</c>; powers of 1024.</summary>
internal static class ByteSize
{
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var lower = text.Trim().ToLowerInvariant();
        lower = lower.EndsWith("ib", StringComparison.Ordinal) ? lower[..^2] : lower.TrimEnd('b');
        var shift = lower.Length == 0 ? 0 : lower[^1] switch { 'k' => 10, 'm' => 20, 'g' => 30, 't' => 40, 'p' => 50, _ => 0 };
        var number = shift == 0 ? lower : lower[..^1];
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > long.MaxValue >> shift)
        {
            return false;
        }

        bytes = (long)(value * (1L << shift));
        return true;
    }
}
