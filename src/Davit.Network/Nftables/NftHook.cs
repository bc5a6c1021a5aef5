namespace Davit.Network.Nftables;

/// <summary>Where a base chain sits in the packet's way (NF_INET_*).</summary>
internal enum NftHook : uint
{
    Prerouting = 0,
    Input = 1,
    Forward = 2,
    Output = 3,
    Postrouting = 4,
}
