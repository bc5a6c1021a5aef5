using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Davit.Network.Netlink;

/// <summary>
/// Builds one or several netlink messages in one buffer (netlink(7)): header, family header, attributes, nested attributes.
/// Everything is aligned to four bytes. Not thread-safe; reusable after <see cref="Clear"/>.
/// </summary>
internal sealed class NetlinkWriter
{
    private const int HeaderLength = 16;
    private const ushort Nested = 0x8000;

    private byte[] _buffer = new byte[1024];
    private int _length;
    private int _messageStart = -1;

    /// <summary>Number of messages begun.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes written so far.</summary>
    public int Length => _length;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public void Clear()
    {
        _length = 0;
        _messageStart = -1;
        Count = 0;
    }

    /// <summary>Begins a message; the caller counts the sequence numbers of one buffer upwards.</summary>
    public void Begin(ushort type, NetlinkFlags flags, uint sequence)
    {
        End();
        _messageStart = _length;
        var header = Reserve(HeaderLength);
        MemoryMarshal.Write(header[4..], type);
        MemoryMarshal.Write(header[6..], (ushort)(flags | NetlinkFlags.Request));
        MemoryMarshal.Write(header[8..], sequence);
        Count++;
    }

    /// <summary>Adds the acknowledgement flag to the message that is open.</summary>
    public void RequestAcknowledgement() => _buffer[_messageStart + 6] |= (byte)NetlinkFlags.Ack;

    /// <summary>Closes the message that is open, if any, by writing its length.</summary>
    public void End()
    {
        if (_messageStart >= 0)
        {
            MemoryMarshal.Write(_buffer.AsSpan(_messageStart), (uint)(_length - _messageStart));
            _messageStart = -1;
        }
    }

    /// <summary>The family header that follows the message header.</summary>
    public void Header<T>(T header)
        where T : unmanaged => MemoryMarshal.Write(Reserve(Marshal.SizeOf<T>()), header);

    public void Put(ushort type, ReadOnlySpan<byte> value)
    {
        var length = 4 + value.Length;
        if (length > ushort.MaxValue)
        {
            // An attribute's length field has 16 bits; a silent overflow is a security hole (CVE-2021-43784).
            throw new ArgumentOutOfRangeException(nameof(value), "a netlink attribute cannot exceed 65535 bytes");
        }

        var span = Reserve(length);
        MemoryMarshal.Write(span, (ushort)length);
        MemoryMarshal.Write(span[2..], type);
        value.CopyTo(span[4..]);
    }

    public void Put(ushort type, byte value) => Put(type, [value]);

    /// <summary>In the machine's byte order (rtnetlink).</summary>
    public void Put(ushort type, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        MemoryMarshal.Write(bytes, value);
        Put(type, bytes);
    }

    /// <summary>In network byte order (nf_tables).</summary>
    public void PutBig(ushort type, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        Put(type, bytes);
    }

    /// <summary>UTF-8 with the closing zero byte.</summary>
    public void Put(ushort type, string value)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(value) + 1];
        Encoding.UTF8.GetBytes(value, bytes);
        Put(type, bytes);
    }

    /// <summary>Opens a nested attribute; close it with <see cref="CloseNest"/>.</summary>
    /// <returns>What <see cref="CloseNest"/> needs.</returns>
    public int OpenNest(ushort type)
    {
        var start = _length;
        var span = Reserve(4);
        MemoryMarshal.Write(span[2..], (ushort)(type | Nested));
        return start;
    }

    public void CloseNest(int start)
    {
        var length = _length - start;
        if (length > ushort.MaxValue)
        {
            throw new InvalidOperationException("a nested netlink attribute exceeds 65535 bytes");
        }

        MemoryMarshal.Write(_buffer.AsSpan(start), (ushort)length);
    }

    private Span<byte> Reserve(int length)
    {
        var aligned = (length + 3) & ~3;
        if (_length + aligned > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + aligned));
        }

        var span = _buffer.AsSpan(_length, aligned);
        span.Clear();
        _length += aligned;
        return span[..length];
    }
}
