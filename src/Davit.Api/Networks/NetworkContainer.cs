namespace Davit.Api.Networks;

/// <summary>A container's endpoint as its network shows it.</summary>
public sealed record NetworkContainer
{
    public string Name { get; set; } = "";

    public string EndpointID { get; set; } = "";

    public string MacAddress { get; set; } = "";

    public string IPv4Address { get; set; } = "";

    public string IPv6Address { get; set; } = "";
}
