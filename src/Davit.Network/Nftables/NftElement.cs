namespace Davit.Network.Nftables;

/// <summary>One entry of a map. The comment is for people: nft(8) shows it.</summary>
internal sealed record NftElement(byte[] Key, byte[] Value, string Comment);
