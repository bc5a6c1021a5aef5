using Davit.Engine.Containers;

namespace Davit.Engine.Specs;

/// <summary>Kernel parameters: the user's, and two that let a container without privileges use low ports and ping.</summary>
internal static class SysctlPart
{
    public static IReadOnlyDictionary<string, string>? Build(HostConfig host)
    {
        var sysctls = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!ModeParser.IsHost(host.NetworkMode) && !ModeParser.IsContainer(host.NetworkMode))
        {
            // docker does the same since 20.10: the namespace is the container's own, its root could do it anyway.
            sysctls["net.ipv4.ip_unprivileged_port_start"] = "0";
            sysctls["net.ipv4.ping_group_range"] = "0 2147483647";
        }

        foreach (var (name, value) in host.Sysctls ?? new Dictionary<string, string>())
        {
            sysctls[name] = value;
        }

        return sysctls.Count > 0 ? sysctls : null;
    }
}
