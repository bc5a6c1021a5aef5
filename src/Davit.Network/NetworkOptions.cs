using System.Net;

namespace Davit.Network;

/// <summary>What one daemon wants of its network; immutable, given once. Names follow dockerd's flags.</summary>
public sealed record NetworkOptions
{
    /// <summary>Where network records live (survives a reboot), e.g. <c>/var/lib/davit/network</c>.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Where endpoint records live, e.g. <c>/run/davit/network</c>. They describe kernel objects, so they are worth nothing after a reboot.</summary>
    public required string RuntimeDirectory { get; init; }

    /// <summary>Where network namespaces are bound to files, e.g. <c>/run/davit/netns</c>.</summary>
    public required string NetnsDirectory { get; init; }

    /// <summary>What daemons of one host lock while they choose a subnet, e.g. <c>/run/davit-subnets.lock</c>; null: there is only one.</summary>
    public string? SubnetLockFile { get; init; }

    /// <summary>Empty for the only daemon of a host; several daemons side by side differ in it. Names the bridge, the firewall tables and the links.</summary>
    public string InstanceName { get; init; } = "";

    /// <summary><c>--bridge</c>: an existing bridge to use; <c>none</c> switches the default bridge off; null: our own, made when missing.</summary>
    public string? BridgeName { get; init; }

    /// <summary><c>--bip</c>: address and prefix of the bridge, e.g. <c>172.17.0.1/16</c>; null: the first free pool.</summary>
    public string? BridgeAddress { get; init; }

    /// <summary><c>--fixed-cidr</c>: the part of the bridge's subnet that containers get addresses from.</summary>
    public string? FixedCidr { get; init; }

    /// <summary><c>--default-gateway</c>: the default route of containers when it is not the bridge itself.</summary>
    public IPAddress? DefaultGateway { get; init; }

    /// <summary><c>--default-address-pool</c>: where subnets are taken from; empty: docker's pools.</summary>
    public IReadOnlyList<AddressPoolOption> DefaultAddressPools { get; init; } = [];

    /// <summary><c>--ipv6</c> with <c>--fixed-cidr-v6</c>: an IPv6 subnet for the default bridge; null: containers get no IPv6 address.</summary>
    public string? FixedCidrV6 { get; init; }

    /// <summary><c>--mtu</c>; 0: that of the default route's link.</summary>
    public int Mtu { get; init; }

    /// <summary><c>--iptables</c>: whether the firewall is ours to change. Without it ports are published by the in-process forwarder alone.</summary>
    public bool Iptables { get; init; } = true;

    /// <summary><c>--ip-forward</c>: switch routing on in the kernel.</summary>
    public bool IpForward { get; init; } = true;

    /// <summary><c>--ip-masq</c>: outbound traffic of containers leaves with the host's address.</summary>
    public bool IpMasquerade { get; init; } = true;

    /// <summary><c>--icc</c>: containers of the default bridge may talk to each other without publishing.</summary>
    public bool InterContainerCommunication { get; init; } = true;

    /// <summary><c>--ip</c>: the host address of published ports that name none.</summary>
    public IPAddress DefaultBindAddress { get; init; } = IPAddress.Any;
}
