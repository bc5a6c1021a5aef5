using Davit.Oci.Runtime;
using Davit.Oci.Security;

namespace Davit.Engine.Specs;

/// <summary>Capabilities of a container: docker's defaults, what is added and dropped, and the five sets of a process.</summary>
internal static class CapabilityPart
{
    private static IReadOnlyList<string> All => DefaultCapabilities.All;

    /// <summary>The bounding set.</summary>
    public static IReadOnlyList<string> Resolve(bool privileged, IReadOnlyList<string>? add, IReadOnlyList<string>? drop)
    {
        if (privileged)
        {
            return All;
        }

        var added = (add ?? []).Select(Normalise).ToHashSet(StringComparer.Ordinal);
        var dropped = (drop ?? []).Select(Normalise).ToHashSet(StringComparer.Ordinal);
        IEnumerable<string> start = added.Contains("ALL") ? All : dropped.Contains("ALL") ? [] : DefaultCapabilities.Container;
        var withAdded = start.Concat(All.Where(added.Contains)).Distinct();
        return [.. withAdded.Where(name => !dropped.Contains(name))];
    }

    /// <summary><c>chown</c>, <c>CAP_CHOWN</c> and <c>Chown</c> are the same; <c>ALL</c> stays.</summary>
    public static string Normalise(string name)
    {
        var upper = name.ToUpperInvariant();
        return upper == "ALL" || upper.StartsWith("CAP_", StringComparison.Ordinal) ? upper : "CAP_" + upper;
    }

    public static bool IsKnown(string name) => Normalise(name) is var normal && (normal == "ALL" || All.Contains(normal));

    /// <summary>
    /// Root has the whole bounding set in effect; others get it with the kernel's rules at exec, so nothing is inheritable or
    /// ambient (CVE-2022-24769).
    /// </summary>
    public static CapabilitiesSpec Sets(IReadOnlyList<string> bounding, uint uid) => new()
    {
        Bounding = bounding,
        Effective = uid == 0 ? bounding : [],
        Permitted = uid == 0 ? bounding : [],
        Inheritable = [],
        Ambient = [],
    };
}
