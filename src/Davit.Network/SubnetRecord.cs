namespace Davit.Network;

/// <summary>One address range of a network, in docker's words (IPAM.Config).</summary>
public sealed record SubnetRecord
{
    /// <summary>CIDR, e.g. <c>172.17.0.0/16</c>.</summary>
    public required string Subnet { get; init; }

    /// <summary>The bridge's own address, without prefix.</summary>
    public string? Gateway { get; init; }

    /// <summary>The part that containers get addresses from, CIDR.</summary>
    public string? IpRange { get; init; }
}
