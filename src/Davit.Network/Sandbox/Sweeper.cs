using Davit.Linux;
using Davit.Network.Netlink;
using Davit.Network.State;

namespace Davit.Network.Sandbox;

/// <summary>Removes what is nobody's: bound namespaces and links with our names that no endpoint record knows.</summary>
internal static class Sweeper
{
    public static void Sweep(
        IReadOnlyCollection<LiveEndpoint> endpoints, NetworkNames names, string netnsDirectory, LinkGraveyard graveyard, Action<string> log)
    {
        var paths = endpoints.Select(endpoint => endpoint.Attachment.NetnsPath).ToHashSet();
        foreach (var path in Directory.EnumerateFiles(netnsDirectory).Where(path => !paths.Contains(path)))
        {
            try
            {
                NamespaceFile.Remove(path);
            }
            catch (LinuxException e)
            {
                log($"stale network namespace {path} cannot be removed: {e.Message}");
            }
        }

        var links = endpoints.Select(endpoint => endpoint.Record.HostLink).ToHashSet();
        using var routes = new RouteClient();
        foreach (var link in routes.Links())
        {
            if (link.Kind == "veth" && link.Name.StartsWith(names.LinkPrefix, StringComparison.Ordinal) && !links.Contains(link.Name))
            {
                graveyard.Bury(link.Name, () => { });
            }
        }
    }
}
