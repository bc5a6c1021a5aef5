using System.Globalization;

namespace Davit.Engine.Validation;

/// <summary>Lists of processors or memory nodes, <c>0-3,7</c> (cpuset(7)).</summary>
internal static class CpuList
{
    private const int Limit = 8192;

    public static bool TryParse(string text, out HashSet<int> members)
    {
        members = [];
        foreach (var part in text.Split(','))
        {
            if (part.Length > 0 && !TryAdd(members, part))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryAdd(HashSet<int> members, string part)
    {
        var dash = part.IndexOf('-', StringComparison.Ordinal);
        if (!TryNumber(dash < 0 ? part : part.AsSpan(0, dash), out var first)
            || !TryNumber(dash < 0 ? part : part.AsSpan(dash + 1), out var last) || last < first)
        {
            return false;
        }

        members.UnionWith(Enumerable.Range(first, last - first + 1));
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < Limit;
}
