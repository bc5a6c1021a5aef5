using System.Globalization;
using Davit.Oci.Runtime;
using Davit.Oci.Stats;

namespace Davit.Runtime.Cgroups;

/// <summary>RDMA limits and counters: the same files in both versions.</summary>
internal static class Rdma
{
    internal static void Apply(CgroupDirectory directory, string device, RdmaSpec limits)
    {
        var handles = limits.HcaHandles is { } h ? $" hca_handle={h}" : "";
        var objects = limits.HcaObjects is { } o ? $" hca_object={o}" : "";
        directory.Set("rdma.max", $"{device}{handles}{objects}", $"rdma limit {device}");
    }

    /// <summary>Lines such as <c>mlx4_0 hca_handle=1 hca_object=20</c>.</summary>
    internal static Dictionary<string, RdmaStats> Parse(string? text)
    {
        var stats = new Dictionary<string, RdmaStats>(StringComparer.Ordinal);
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            stats[words[0]] = new RdmaStats { HcaHandles = Value(words, "hca_handle="), HcaObjects = Value(words, "hca_object=") };
        }

        return stats;
    }

    private static ulong Value(string[] words, string prefix) =>
        Array.Find(words, word => word.StartsWith(prefix, StringComparison.Ordinal)) is { } word
        && ulong.TryParse(word[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
