using System.Net;

namespace Davit.Network.Nftables;

/// <summary>What the rules are made of, apart from published ports.</summary>
internal sealed record FirewallSettings
{
    public IReadOnlyList<FirewallBridge> Bridges { get; init; } = [];

    /// <summary>Links between which the host did not route before we switched routing on, and shall not now.</summary>
    public IReadOnlyList<string> Uplinks { get; init; } = [];

    /// <summary>A resolver on the host's loopback that containers reach at port 53 of their bridge; null: none.</summary>
    public IPAddress? Resolver { get; init; }
}
