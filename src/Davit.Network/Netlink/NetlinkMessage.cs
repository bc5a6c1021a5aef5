using System.Runtime.InteropServices;

namespace Davit.Network.Netlink;

/// <summary>One received message; the payload lives only as long as the receive buffer.</summary>
internal readonly ref struct NetlinkMessage(ushort type, NetlinkFlags flags, uint sequence, uint port, ReadOnlySpan<byte> payload)
{
    private const int HeaderLength = 16;

    public ushort Type { get; } = type;

    public NetlinkFlags Flags { get; } = flags;

    public uint Sequence { get; } = sequence;

    /// <summary>Port of the socket that caused it (0: the kernel itself).</summary>
    public uint Port { get; } = port;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>Takes the next message off <paramref name="data"/>; false at the end or when what follows is malformed.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> data, out NetlinkMessage message)
    {
        message = default;
        if (data.Length < HeaderLength)
        {
            return false;
        }

        var length = MemoryMarshal.Read<uint>(data);
        if (length < HeaderLength || length > data.Length)
        {
            return false;
        }

        message = new NetlinkMessage(
            MemoryMarshal.Read<ushort>(data[4..]),
            (NetlinkFlags)MemoryMarshal.Read<ushort>(data[6..]),
            MemoryMarshal.Read<uint>(data[8..]),
            MemoryMarshal.Read<uint>(data[12..]),
            data[HeaderLength..(int)length]);
        data = data[Math.Min(data.Length, ((int)length + 3) & ~3)..];
        return true;
    }
}
