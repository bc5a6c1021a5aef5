namespace Davit.Network.Nftables;

/// <summary>Address family of a table (NFPROTO_*).</summary>
internal enum NftFamily : byte
{
    Ip = 2,
    Ip6 = 10,
}
