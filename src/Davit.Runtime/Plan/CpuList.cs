using System.Globalization;

namespace Davit.Runtime.Plan;

/// <summary>Lists of processors such as <c>0-3,7</c> (cpuset(7), list format) as the bits of sched_setaffinity(2).</summary>
internal static class CpuList
{
    private const int Maximum = 8192;

    public static bool TryParse(string text, out byte[] mask)
    {
        mask = new byte[Maximum / 8];
        var used = 0;
        foreach (var part in text.Split(','))
        {
            var bounds = part.Trim().Split('-', 2);
            if (!TryNumber(bounds[0], out var first) || !TryNumber(bounds[^1], out var last) || last < first)
            {
                return false;
            }

            for (var cpu = first; cpu <= last; cpu++)
            {
                mask[cpu / 8] |= (byte)(1 << (cpu % 8));
                used = Math.Max(used, cpu + 1);
            }
        }

        // The kernel takes whole words.
        Array.Resize(ref mask, (used + 63) / 64 * 8);
        return true;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < Maximum;
}
