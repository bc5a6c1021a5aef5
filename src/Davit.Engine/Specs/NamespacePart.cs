using Davit.Engine.Containers;
using Davit.Oci.Runtime;

namespace Davit.Engine.Specs;

/// <summary>Which namespaces are new, joined, or the host's.</summary>
internal static class NamespacePart
{
    public static IReadOnlyList<NamespaceSpec> Build(SpecInput input)
    {
        var host = input.Container.HostConfig;
        var namespaces = new List<NamespaceSpec> { new() { Type = "mount" } };
        AddNetwork(namespaces, input, host);
        Add(namespaces, input, "uts", host.UTSMode);
        Add(namespaces, input, "pid", host.PidMode);
        Add(namespaces, input, "ipc", host.IpcMode);
        if (!ModeParser.IsHost(host.CgroupnsMode))
        {
            namespaces.Add(new NamespaceSpec { Type = "cgroup" });
        }

        return namespaces;
    }

    private static void AddNetwork(List<NamespaceSpec> namespaces, SpecInput input, HostConfig host)
    {
        if (ModeParser.IsHost(host.NetworkMode))
        {
            return;
        }

        namespaces.Add(new NamespaceSpec { Type = "network", Path = input.Joined.GetValueOrDefault("network") ?? input.NetworkNamespace });
    }

    private static void Add(List<NamespaceSpec> namespaces, SpecInput input, string type, string mode)
    {
        if (!ModeParser.IsHost(mode))
        {
            namespaces.Add(new NamespaceSpec { Type = type, Path = input.Joined.GetValueOrDefault(type) });
        }
    }
}
