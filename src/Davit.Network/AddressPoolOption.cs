namespace Davit.Network;

/// <summary>One <c>--default-address-pool base=172.30.0.0/16,size=24</c>.</summary>
/// <param name="Base">The range, in CIDR form.</param>
/// <param name="Size">The prefix length of each network taken from it.</param>
public sealed record AddressPoolOption(string Base, int Size);
