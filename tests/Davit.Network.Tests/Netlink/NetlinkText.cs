using System.Buffers.Binary;
using System.Text;
using Davit.Network.Netlink;

namespace Davit.Network.Tests.Netlink;

/// <summary>Messages as text: <c>1"name" 2:00000001 4{…}</c>, attributes in the order of their numbers, nested ones in braces. A decoder of its own.</summary>
internal static class NetlinkText
{
    /// <summary>The messages of a buffer, whole.</summary>
    public static List<byte[]> Messages(NetlinkWriter writer)
    {
        writer.End();
        var messages = new List<byte[]>();
        for (var rest = writer.Written.Span; !rest.IsEmpty;)
        {
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(rest);
            messages.Add(rest[..length].ToArray());
            rest = rest[((length + 3) & ~3)..];
        }

        return messages;
    }

    public static ushort Type(byte[] message) => BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(4));

    public static ushort Flags(byte[] message) => BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(6));

    public static uint Sequence(byte[] message) => BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(8));

    /// <summary>What follows the family header of <paramref name="header"/> bytes.</summary>
    public static string Attributes(byte[] message, int header) => Attributes(message.AsSpan(16 + header));

    private static string Attributes(ReadOnlySpan<byte> data)
    {
        var parts = new List<(int Type, string Text)>();
        while (data.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(data);
            if (length < 4)
            {
                return ":" + Convert.ToHexStringLower(data); // no attributes but a header
            }

            var type = BinaryPrimitives.ReadUInt16LittleEndian(data[2..]);
            var value = data[4..length];
            parts.Add((type & 0x3fff, (type & 0x8000) != 0 ? $"{{{Attributes(value)}}}" : Leaf(value)));
            data = data[Math.Min(data.Length, (length + 3) & ~3)..];
        }

        return string.Join(' ', parts.OrderBy(part => part.Type).Select(part => part.Type + part.Text));
    }

    private static string Leaf(ReadOnlySpan<byte> value) => value.Length > 1 && value[^1] == 0 && value[..^1].IndexOfAnyExceptInRange((byte)33, (byte)126) < 0
        ? $"\"{Encoding.ASCII.GetString(value[..^1])}\""
        : ":" + Convert.ToHexStringLower(value);
}
