using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Runtime.Cgroups;

/// <summary>
/// Takes this process out of the group that a service manager started it in, so that what happens to the service's processes
/// (<c>systemctl kill</c>, <c>KillMode=control-group</c>) does not happen to it. Only in the hierarchies that services are found by:
/// version 2 and <c>name=systemd</c>.
/// </summary>
public static class OwnGroup
{
    /// <summary>Whether there is a group to leave: a process at the root belongs to no service.</summary>
    public static bool IsOfService => ControlFile.TryRead("/proc/self/cgroup", out _) is { } groups
        && groups.Split('\n').Any(line => IsTracking(line) && !line.EndsWith(":/", StringComparison.Ordinal));

    /// <summary>
    /// Moves the whole process to a group below the root of the hierarchies. Takes an RCU grace period (up to 15 ms), because the process
    /// has several threads: for times when nobody waits.
    /// </summary>
    /// <param name="path">Absolute; made where it is missing, never removed, since others may be about to enter.</param>
    /// <exception cref="LinuxException">The group cannot be entered.</exception>
    /// <exception cref="CgroupException">The group cannot be made, or no control groups are mounted.</exception>
    public static void Leave(string path)
    {
        var host = CgroupHost.Detect();
        var tracking = host.Legacy.Where(hierarchy => hierarchy.IsNamed).Append(host.Unified);
        foreach (var hierarchy in tracking)
        {
            if (hierarchy is not null && hierarchy.OwnPath != "/" && hierarchy.OwnPath != path)
            {
                var directory = new CgroupDirectory(hierarchy.MountPoint + path);
                directory.Make();
                ControlFile.Write(directory.ProcsFile, "0");
            }
        }
    }

    private static bool IsTracking(string line) =>
        line.StartsWith("0::", StringComparison.Ordinal) || line.Contains(":name=systemd:", StringComparison.Ordinal);
}
