using System.Buffers.Binary;
using System.Text;

namespace Davit.Shim.Protocol;

/// <summary>Builds one message. Used once, by one thread.</summary>
internal sealed class MessageWriter
{
    private byte[] _bytes = new byte[64];
    private int _length = WireHeader.Size;

    public MessageWriter Add(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Reserve(sizeof(int)), value);
        return this;
    }

    public MessageWriter Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), value);
        return this;
    }

    public MessageWriter Add(bool value) => Add(value ? 1 : 0);

    public MessageWriter Add(string value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        Add(count);
        Encoding.UTF8.GetBytes(value, Reserve(count));
        return this;
    }

    public MessageWriter Add(ReadOnlySpan<byte> value)
    {
        Add(value.Length);
        value.CopyTo(Reserve(value.Length));
        return this;
    }

    /// <summary>The whole message.</summary>
    public ReadOnlyMemory<byte> Finish(MessageKind kind, uint id)
    {
        new WireHeader(_length - WireHeader.Size, kind, id).Write(_bytes);
        return _bytes.AsMemory(0, _length);
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
