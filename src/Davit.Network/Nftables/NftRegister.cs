namespace Davit.Network.Nftables;

/// <summary>Registers of the rule machine, linux/netfilter/nf_tables.h: sixteen of 32 bits; consecutive ones hold longer values.</summary>
internal enum NftRegister : uint
{
    Verdict = 0,
    R0 = 8,
    R1 = 9,
    R2 = 10,
    R4 = 12,
    R5 = 13,
}
