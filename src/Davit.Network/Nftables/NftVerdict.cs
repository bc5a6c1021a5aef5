namespace Davit.Network.Nftables;

/// <summary>What becomes of a packet, linux/netfilter.h and nf_tables.h.</summary>
internal enum NftVerdict
{
    Drop = 0,
    Accept = 1,
    Jump = -3,
    Return = -5,
}
