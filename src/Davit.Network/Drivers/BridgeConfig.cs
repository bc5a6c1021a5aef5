using System.Net;

namespace Davit.Network.Drivers;

/// <summary>What was asked of one bridge network, validated.</summary>
internal sealed record BridgeConfig
{
    public required string LinkName { get; init; }

    /// <summary>The link was made by somebody else and is only used: it is never made, changed or removed by us.</summary>
    public bool Foreign { get; init; }

    public required byte[] Mac { get; init; }

    /// <summary>Address of the bridge with its subnet, or null to choose.</summary>
    public (IPAddress Address, IPNetwork Subnet)? Fixed { get; init; }

    public IPNetwork? Range { get; init; }

    public IPAddress? Gateway { get; init; }

    public IPNetwork? SubnetV6 { get; init; }

    public IReadOnlyList<AddressPoolOption> Pools { get; init; } = [];

    /// <summary>0: that of the link of the default route.</summary>
    public int Mtu { get; init; }

    /// <summary>Where ports are published that name no address.</summary>
    public IPAddress HostBinding { get; init; } = IPAddress.Any;

    public bool Masquerade { get; init; } = true;

    public bool InterContainerCommunication { get; init; } = true;

    /// <summary>Ports published on the host's loopback are translated by the kernel, which needs route_localnet on the bridge.</summary>
    public bool TranslateLoopback { get; init; } = true;
}
