using System.Globalization;

namespace Davit.Registry.Blobs;

/// <summary>Which part of a whole an answer holds (RFC 9110, section 14.4: <c>bytes 100-199/200</c>, <c>bytes 100-199/*</c>).</summary>
internal readonly record struct ContentRange(long First, long Last, long? Total)
{
    public static bool TryParse(string? text, out ContentRange range)
    {
        range = default;
        var parts = (text ?? "").Split(' ', '-', '/');
        if (parts.Length != 4 || !parts[0].Equals("bytes", StringComparison.OrdinalIgnoreCase)
            || !Number(parts[1], out var first) || !Number(parts[2], out var last) || last < first)
        {
            return false;
        }

        var total = 0L;
        if (parts[3] != "*" && !Number(parts[3], out total))
        {
            return false;
        }

        range = new ContentRange(first, last, parts[3] == "*" ? null : total);
        return true;
    }

    private static bool Number(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
