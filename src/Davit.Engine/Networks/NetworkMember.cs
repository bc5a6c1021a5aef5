namespace Davit.Engine.Networks;

/// <summary>A container on a network; addresses with prefix length.</summary>
public sealed record NetworkMember(string Name, string EndpointId, string MacAddress, string Ipv4Address, string Ipv6Address);
