using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Davit.Network.Nftables;

/// <summary>struct nfgenmsg of linux/netfilter/nfnetlink.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NetfilterHeader
{
    public byte Family;
    public byte Version;

    /// <summary>In network byte order.</summary>
    public ushort Resource;

    public static ushort Big(ushort value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
}
