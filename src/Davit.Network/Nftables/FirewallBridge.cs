using System.Net;

namespace Davit.Network.Nftables;

/// <summary>What the firewall must know about one bridge, in one address family.</summary>
internal sealed record FirewallBridge
{
    public required string Name { get; init; }

    public required IPNetwork Subnet { get; init; }

    /// <summary>The bridge's own address in that family.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>Outbound traffic takes the host's address.</summary>
    public required bool Masquerade { get; init; }

    /// <summary>Containers of this bridge may talk to each other without publishing.</summary>
    public required bool InterContainerCommunication { get; init; }
}
