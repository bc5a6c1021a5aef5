using Davit.Oci.Runtime;

namespace Davit.Shim.Server;

/// <summary>Ids of a container with a user namespace, as the host sees them (user_namespaces(7)).</summary>
internal static class IdMap
{
    /// <summary>An id without a mapping is given back as it is.</summary>
    public static uint ToHost(uint id, IReadOnlyList<IdMapping>? mappings)
    {
        foreach (var mapping in mappings ?? [])
        {
            if (id >= mapping.ContainerID && id - mapping.ContainerID < mapping.Size)
            {
                return mapping.HostID + (id - mapping.ContainerID);
            }
        }

        return id;
    }
}
