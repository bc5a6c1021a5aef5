namespace Davit.Network.Netlink;

/// <summary>NLM_F_* of linux/netlink.h; some values mean different things for get and new requests.</summary>
[Flags]
internal enum NetlinkFlags : ushort
{
    None = 0,
    Request = 0x01,
    Multi = 0x02,
    Ack = 0x04,
    DumpInterrupted = 0x10,
    Capped = 0x100,
    AckTlvs = 0x200,

    Dump = 0x300,

    Replace = 0x100,
    Exclusive = 0x200,
    Create = 0x400,
    Append = 0x800,
}
