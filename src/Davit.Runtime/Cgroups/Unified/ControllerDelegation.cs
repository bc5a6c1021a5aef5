using Davit.Linux;

namespace Davit.Runtime.Cgroups.Unified;

/// <summary>
/// Turns controllers on for a group: each must be named in <c>cgroup.subtree_control</c> of every group above it
/// (Documentation/admin-guide/cgroup-v2.rst, Enabling and Disabling).
/// </summary>
internal static class ControllerDelegation
{
    private const string Available = "cgroup.controllers";
    private const string Enabled = "cgroup.subtree_control";
    private const string Evacuated = "davit-host";

    /// <summary>Wanted for counting, even if nothing is limited; absent ones are no error.</summary>
    private static readonly string[] Counting = ["cpu", "io", "memory", "pids"];

    /// <param name="needed">Controllers that limits were asked for, with the limit's name.</param>
    /// <exception cref="CgroupException">A needed controller cannot be had.</exception>
    internal static void Enable(CgroupHierarchy tree, CgroupDirectory group, IReadOnlyDictionary<string, string> needed)
    {
        var present = Words(group.TryRead(Available));
        var wanted = Counting.Where(tree.Controllers.Contains).Concat(needed.Keys).Where(name => !present.Contains(name)).ToHashSet(StringComparer.Ordinal);
        if (wanted.Count == 0)
        {
            return;
        }

        foreach (var ancestor in Ancestors(tree, group))
        {
            Enable(tree, ancestor, wanted, needed);
        }

        present = Words(group.TryRead(Available));
        foreach (var (controller, limit) in needed)
        {
            if (!present.Contains(controller))
            {
                throw MissingController.Error(controller, limit);
            }
        }
    }

    /// <summary>From the mount point down to the group's parent.</summary>
    private static Stack<CgroupDirectory> Ancestors(CgroupHierarchy tree, CgroupDirectory group)
    {
        var ancestors = new Stack<CgroupDirectory>();
        for (var path = Path.GetDirectoryName(group.Path); path is not null && path.Length >= tree.MountPoint.Length; path = Path.GetDirectoryName(path))
        {
            ancestors.Push(new CgroupDirectory(path));
        }

        return ancestors;
    }

    private static void Enable(CgroupHierarchy tree, CgroupDirectory ancestor, HashSet<string> wanted, IReadOnlyDictionary<string, string> needed)
    {
        var (available, enabled) = (Words(ancestor.TryRead(Available)), Words(ancestor.TryRead(Enabled)));
        foreach (var controller in wanted.Where(name => available.Contains(name) && !enabled.Contains(name)))
        {
            var errno = ancestor.TryWrite(Enabled, "+" + controller);
            if (errno == Errno.EBUSY && TryEvacuate(tree, ancestor))
            {
                errno = ancestor.TryWrite(Enabled, "+" + controller);
            }

            if (errno != Errno.None && needed.TryGetValue(controller, out var limit))
            {
                throw ancestor.Refused(Enabled, "+" + controller, limit, errno);
            }
        }
    }

    /// <summary>
    /// A group other than the real root may have processes or hand on controllers, not both. In a container this engine's own
    /// processes sit in what looks like the root: they move down one step. Any other group is not ours to rearrange.
    /// </summary>
    private static bool TryEvacuate(CgroupHierarchy tree, CgroupDirectory group)
    {
        if (tree.OwnPath != "/" || group.Path != tree.MountPoint)
        {
            return false;
        }

        var shelter = new CgroupDirectory(group[Evacuated]);
        shelter.Make();
        foreach (var pid in group.Pids())
        {
            CgroupHandle.Join(shelter, pid);
        }

        return true;
    }

    private static HashSet<string> Words(string? text) => [.. (text ?? "").Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];
}
