using System.Text;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Network.Netlink;
using Davit.Network.State;

namespace Davit.Network;

/// <summary>
/// Routing in the kernel, without which no packet passes between a container and the world; and the memory of who switched it on, so that
/// a host that was no router does not become one (the firewall's chain "uplinks").
/// </summary>
/// <param name="markFile">Holds the boot id of the boot in which we switched it on.</param>
internal sealed class Forwarding(string markFile)
{
    private const string Ipv4 = "/proc/sys/net/ipv4/ip_forward";
    private const string Ipv6 = "/proc/sys/net/ipv6/conf/all/forwarding";

    /// <summary>Hardware links: those that no driver of virtual links made.</summary>
    public static IReadOnlyList<string> Uplinks(IReadOnlyList<LinkInfo> links) =>
        [.. links.Where(link => link.Kind.Length == 0 && !link.IsLoopback).Select(link => link.Name)];

    /// <summary>Whether the host routed nothing until we came; asked before <see cref="Enable"/>.</summary>
    public bool WasOff(NetworkOptions options) =>
        options.IpForward && (KernelSetting.Read(Ipv4) == "0" || KernelSetting.Read(markFile) == EndpointStore.ReadBootId());

    /// <summary>Switches routing on as far as the options ask for it.</summary>
    /// <exception cref="NetworkException">The kernel refused.</exception>
    public void Enable(NetworkOptions options)
    {
        if (!options.IpForward)
        {
            return;
        }

        try
        {
            if (KernelSetting.Read(Ipv4) == "0")
            {
                AtomicFile.WriteVolatile(markFile, Encoding.ASCII.GetBytes(EndpointStore.ReadBootId()));
                KernelSetting.Write(Ipv4, "1");
            }

            if (options.FixedCidrV6 is not null && KernelSetting.Read(Ipv6) == "0")
            {
                KeepRouterAdvertisements();
                KernelSetting.Write(Ipv6, "1");
            }
        }
        catch (LinuxException e)
        {
            throw new NetworkException(
                NetworkFailure.System, $"cannot switch IP forwarding on: {e.Message}; switch it on yourself and give --ip-forward=false", e);
        }
    }

    /// <summary>
    /// A kernel that forwards IPv6 stops listening to the router that gave the host its own default route, unless accept_ra is 2
    /// (ip-sysctl).
    /// </summary>
    private static void KeepRouterAdvertisements()
    {
        foreach (var link in Directory.EnumerateDirectories("/proc/sys/net/ipv6/conf"))
        {
            var setting = Path.Combine(link, "accept_ra");
            if (Path.GetFileName(link) is not ("all" or "lo") && KernelSetting.Read(setting) == "1")
            {
                KernelSetting.Write(setting, "2");
            }
        }
    }
}
