using Davit.Engine.Containers;
using Davit.Oci.Runtime;

namespace Davit.Engine.Specs;

/// <summary>Resource limits: the container's, then the daemon's for what it does not name.</summary>
internal static class UlimitPart
{
    public static IReadOnlyList<RlimitSpec>? Build(IReadOnlyList<Ulimit>? own, IReadOnlyList<Ulimit> defaults)
    {
        var limits = new List<RlimitSpec>();
        foreach (var limit in own ?? [])
        {
            limits.Add(Convert(limit));
        }

        foreach (var limit in defaults)
        {
            if (own is null || !own.Any(other => other.Name == limit.Name))
            {
                limits.Add(Convert(limit));
            }
        }

        return limits.Count > 0 ? limits : null;
    }

    private static RlimitSpec Convert(Ulimit limit) => new()
    {
        Type = "RLIMIT_" + limit.Name.ToUpperInvariant(),
        Soft = unchecked((ulong)limit.Soft),
        Hard = unchecked((ulong)limit.Hard),
    };
}
