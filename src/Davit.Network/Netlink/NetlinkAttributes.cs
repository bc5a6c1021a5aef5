using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Davit.Network.Netlink;

/// <summary>Walks the attributes of a message or of a nested attribute. A malformed tail ends the walk.</summary>
internal ref struct NetlinkAttributes(ReadOnlySpan<byte> data)
{
    private const ushort TypeMask = 0x3fff;

    private ReadOnlySpan<byte> _rest = data;

    public ushort Type { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>The value in the machine's byte order; 0 when it is too short.</summary>
    public readonly uint UInt32 => Value.Length >= 4 ? MemoryMarshal.Read<uint>(Value) : 0;

    /// <summary>The value in network byte order; 0 when it is too short.</summary>
    public readonly uint UInt32Big => Value.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(Value) : 0;

    /// <summary>UTF-8 up to the first zero byte.</summary>
    public readonly string Text
    {
        get
        {
            var end = Value.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? Value : Value[..end]);
        }
    }

    public bool Next()
    {
        if (_rest.Length < 4)
        {
            return false;
        }

        var length = MemoryMarshal.Read<ushort>(_rest);
        if (length < 4 || length > _rest.Length)
        {
            return false;
        }

        Type = (ushort)(MemoryMarshal.Read<ushort>(_rest[2..]) & TypeMask);
        Value = _rest[4..length];
        _rest = _rest[Math.Min(_rest.Length, (length + 3) & ~3)..];
        return true;
    }

    /// <summary>The first attribute of that type, empty when it is missing.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> data, ushort type)
    {
        var attributes = new NetlinkAttributes(data);
        while (attributes.Next())
        {
            if (attributes.Type == type)
            {
                return attributes.Value;
            }
        }

        return [];
    }
}
