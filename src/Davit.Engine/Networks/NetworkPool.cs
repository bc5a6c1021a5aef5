namespace Davit.Engine.Networks;

/// <summary>A range of addresses of a network.</summary>
public sealed record NetworkPool(string Subnet, string? IpRange, string? Gateway);
