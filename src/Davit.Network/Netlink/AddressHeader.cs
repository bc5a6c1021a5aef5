using System.Runtime.InteropServices;

namespace Davit.Network.Netlink;

/// <summary>struct ifaddrmsg of linux/if_addr.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AddressHeader
{
    public byte Family;
    public byte PrefixLength;
    public byte Flags;
    public byte Scope;
    public int Index;
}
