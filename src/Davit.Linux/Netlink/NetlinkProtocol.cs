namespace Davit.Linux.Netlink;

/// <summary>Netlink families, linux/netlink.h.</summary>
public enum NetlinkProtocol
{
    Route = 0,
    Netfilter = 12,
}
