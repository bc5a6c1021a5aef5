using Davit.Engine.Specs;

namespace Davit.Engine.Containers;

/// <summary>What a container is called inside itself.</summary>
internal static class ContainerNaming
{
    /// <summary>The host name; empty when it is another container's (<c>container:</c> network).</summary>
    public static string HostnameOf(ContainerRecord record) => record.Config.Hostname;

    /// <summary>The host name a container gets that names none.</summary>
    public static string DefaultHostname(string id, HostConfig host, string hostName) =>
        ModeParser.IsHost(host.NetworkMode) || ModeParser.IsHost(host.UTSMode) ? hostName : ContainerIds.Short(id);
}
