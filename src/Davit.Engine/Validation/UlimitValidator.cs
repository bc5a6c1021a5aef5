using Davit.Engine.Containers;

namespace Davit.Engine.Validation;

/// <summary>Checks resource limits: known names, soft not above hard.</summary>
internal static class UlimitValidator
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "as", "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime",
        "sigpending", "stack",
    };

    public static void Validate(List<string> errors, IReadOnlyList<Ulimit>? limits)
    {
        foreach (var limit in limits ?? [])
        {
            if (!Names.Contains(limit.Name))
            {
                errors.Add($"invalid ulimit type: {limit.Name}");
            }
            else if (limit.Hard != -1 && (limit.Soft == -1 || limit.Soft > limit.Hard))
            {
                errors.Add($"ulimit soft limit must be less than or equal to hard limit: {limit.Soft} > {limit.Hard}");
            }
        }
    }
}
