namespace Davit.Network.Nftables;

/// <summary>
/// A map from (protocol, address, port) to (address, port). Type numbers matter to nft(8)'s display only: six bits for each part
/// of a concatenation. In memory every part takes a multiple of four bytes.
/// </summary>
internal sealed record NftMap(string Name, uint KeyType, int KeyLength, uint DataType, int DataLength)
{
    private const uint Ipv4Address = 7;
    private const uint Ipv6Address = 8;
    private const uint InetProtocol = 12;
    private const uint InetService = 13;

    /// <summary>Ports published on one address of the host.</summary>
    public static NftMap Published(NftFamily family) => new(
        "published",
        (((InetProtocol << 6) | Address(family)) << 6) | InetService,
        8 + AddressLength(family),
        (Address(family) << 6) | InetService,
        4 + AddressLength(family));

    /// <summary>Ports published on every address of the host.</summary>
    public static NftMap PublishedAnywhere(NftFamily family) => new(
        "published_anywhere",
        (InetProtocol << 6) | InetService,
        8,
        (Address(family) << 6) | InetService,
        4 + AddressLength(family));

    public static int AddressLength(NftFamily family) => family == NftFamily.Ip ? 4 : 16;

    private static uint Address(NftFamily family) => family == NftFamily.Ip ? Ipv4Address : Ipv6Address;
}
