namespace Davit.Api.Containers;

/// <summary>A container's place in one network: what was asked for, and what it got.</summary>
public sealed record EndpointSettings
{
    public EndpointIpamConfig? IPAMConfig { get; set; }

    public IReadOnlyList<string>? Links { get; set; }

    public IReadOnlyList<string>? Aliases { get; set; }

    public string MacAddress { get; set; } = "";

    public IReadOnlyDictionary<string, string>? DriverOpts { get; set; }

    public int GwPriority { get; set; }

    public string NetworkID { get; set; } = "";

    public string EndpointID { get; set; } = "";

    public string Gateway { get; set; } = "";

    public string IPAddress { get; set; } = "";

    public int IPPrefixLen { get; set; }

    public string IPv6Gateway { get; set; } = "";

    public string GlobalIPv6Address { get; set; } = "";

    public int GlobalIPv6PrefixLen { get; set; }

    public IReadOnlyList<string>? DNSNames { get; set; }
}
