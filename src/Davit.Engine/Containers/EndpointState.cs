namespace Davit.Engine.Containers;

/// <summary>One endpoint: what was asked for and what it has.</summary>
public sealed record EndpointState
{
    public EndpointConfig Config { get; init; } = new();

    public string NetworkId { get; init; } = "";

    public string EndpointId { get; init; } = "";

    public string Gateway { get; init; } = "";

    public string IpAddress { get; init; } = "";

    public int IpPrefixLength { get; init; }

    public string Ipv6Gateway { get; init; } = "";

    public string GlobalIpv6Address { get; init; } = "";

    public int GlobalIpv6PrefixLength { get; init; }

    public string MacAddress { get; init; } = "";

    public IReadOnlyList<string>? DnsNames { get; init; }
}
