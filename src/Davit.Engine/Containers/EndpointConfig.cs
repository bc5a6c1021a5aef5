namespace Davit.Engine.Containers;

/// <summary>What is asked for on one network.</summary>
public sealed record EndpointConfig
{
    /// <summary>False when the client sent no <c>IPAMConfig</c> at all.</summary>
    public bool HasIpam { get; init; }

    public string Ipv4Address { get; init; } = "";

    public string Ipv6Address { get; init; } = "";

    public IReadOnlyList<string>? LinkLocalIps { get; init; }

    public IReadOnlyList<string>? Links { get; init; }

    public IReadOnlyList<string>? Aliases { get; init; }

    public string MacAddress { get; init; } = "";

    public IReadOnlyDictionary<string, string>? DriverOpts { get; init; }

    public int GwPriority { get; init; }
}
