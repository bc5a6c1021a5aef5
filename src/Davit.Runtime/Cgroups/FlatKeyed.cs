using System.Globalization;

namespace Davit.Runtime.Cgroups;

/// <summary>Reads "flat keyed" files: a name and a number a line (Documentation/admin-guide/cgroup-v2.rst, Interface Files).</summary>
internal static class FlatKeyed
{
    internal static Dictionary<string, ulong> Parse(string? text)
    {
        var values = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var line in (text ?? "").AsSpan().EnumerateLines())
        {
            if (TryParse(line, out var name, out var value))
            {
                values[name.ToString()] = value;
            }
        }

        return values;
    }

    /// <summary>One number of the file; 0 if it is not there.</summary>
    internal static long Number(string? text, string wanted)
    {
        foreach (var line in (text ?? "").AsSpan().EnumerateLines())
        {
            if (TryParse(line, out var name, out var value) && name.SequenceEqual(wanted))
            {
                return (long)value;
            }
        }

        return 0;
    }

    private static bool TryParse(ReadOnlySpan<char> line, out ReadOnlySpan<char> name, out ulong value)
    {
        var blank = line.IndexOf(' ');
        name = blank < 0 ? default : line[..blank];
        value = 0;
        return blank > 0 && ulong.TryParse(line[(blank + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
