using System.Globalization;
using Davit.Oci.Stats;

namespace Davit.Runtime.Cgroups.Unified;

/// <summary>Reads pressure files: <c>some avg10=0.00 avg60=0.00 avg300=0.00 total=0</c> (Documentation/accounting/psi.rst).</summary>
internal static class Pressure
{
    /// <summary>Null if there is no such file or accounting is off.</summary>
    internal static PressureStats? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var stats = new PressureStats();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ');
            stats = words[0] switch
            {
                "some" => stats with { Some = ParseLine(words) },
                "full" => stats with { Full = ParseLine(words) },
                _ => stats,
            };
        }

        return stats;
    }

    private static PressureLine ParseLine(string[] words)
    {
        double Average(string prefix) => double.TryParse(Value(words, prefix), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;
        return new PressureLine(
            Average("avg10="),
            Average("avg60="),
            Average("avg300="),
            ulong.TryParse(Value(words, "total="), NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : 0);
    }

    private static string? Value(string[] words, string prefix) =>
        Array.Find(words, word => word.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
}
