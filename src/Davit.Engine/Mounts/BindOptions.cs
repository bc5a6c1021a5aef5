using Davit.Engine.Containers;

namespace Davit.Engine.Mounts;

/// <summary>Options of a bind as the specification writes them.</summary>
internal static class BindOptions
{
    public static IReadOnlyList<string> Of(MountPoint mount)
    {
        var options = new List<string> { mount.NonRecursive ? "bind" : "rbind" };
        var propagation = mount.Propagation.Length > 0 ? mount.Propagation : "rprivate";
        if (!mount.ReadWrite)
        {
            // A recursive read-only mount leaves no writable mount below (mount_setattr(2), Linux 5.12); with another propagation than
            // private the change would reach the host's mounts.
            var recursive = !mount.NonRecursive && !mount.ReadOnlyNonRecursive && propagation == "rprivate";
            options.Add(recursive ? "rro" : "ro");
        }

        options.Add(propagation);
        return options;
    }
}
