using CsCheck;
using Davit.Network.Netlink;

namespace Davit.Network.Tests.Netlink;

/// <summary>Writing and reading of messages and attributes, also of those that the kernel would never send.</summary>
public sealed class NetlinkMessageTests
{
    [Fact]
    public void What_is_written_is_read_again() =>
        Gen.Select(Gen.UShort[1, 0x3fff], Gen.Byte.Array[0, 40]).List[0, 12].Sample(attributes =>
        {
            var writer = new NetlinkWriter();
            writer.Begin(16, NetlinkFlags.Ack, 42);
            foreach (var (type, value) in attributes)
            {
                writer.Put(type, value);
            }

            writer.End();
            ReadOnlySpan<byte> data = writer.Written.Span;
            Assert.True(NetlinkMessage.TryRead(ref data, out var message));
            Assert.True(data.IsEmpty);
            Assert.Equal((16, 42u, NetlinkFlags.Ack | NetlinkFlags.Request), (message.Type, message.Sequence, message.Flags));
            var reader = new NetlinkAttributes(message.Payload);
            foreach (var (type, value) in attributes)
            {
                Assert.True(reader.Next());
                Assert.Equal(type, reader.Type);
                Assert.Equal(value, reader.Value.ToArray());
            }

            Assert.False(reader.Next());
        });

    [Fact]
    public void Any_bytes_are_read_without_harm() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        ReadOnlySpan<byte> data = bytes;
        var total = 0;
        while (NetlinkMessage.TryRead(ref data, out var message))
        {
            total += 16;
            var attributes = new NetlinkAttributes(message.Payload);
            while (attributes.Next())
            {
                _ = (attributes.Text, attributes.UInt32, attributes.UInt32Big);
            }
        }

        Assert.True(total <= bytes.Length + 3);
    });

    [Theory]
    [InlineData("0f000000" + "0000000000000000" + "00000000")] // shorter than its header
    [InlineData("11000000" + "0000000000000000" + "00000000")] // longer than what there is
    [InlineData("ffffffff" + "0000000000000000" + "00000000")]
    [InlineData("1000")]
    [InlineData("")]
    public void A_malformed_message_ends_the_reading(string hex)
    {
        ReadOnlySpan<byte> data = Convert.FromHexString(hex);
        Assert.False(NetlinkMessage.TryRead(ref data, out _));
    }

    [Theory]
    [InlineData("03000100")] // shorter than its header
    [InlineData("09000100aabbccdd")] // longer than what there is
    [InlineData("0000")]
    public void A_malformed_attribute_ends_the_reading(string hex) => Assert.False(new NetlinkAttributes(Convert.FromHexString(hex)).Next());

    [Fact]
    public void Nested_attributes_are_found_inside()
    {
        var writer = new NetlinkWriter();
        writer.Begin(1, NetlinkFlags.None, 1);
        var outer = writer.OpenNest(5);
        var inner = writer.OpenNest(6);
        writer.Put(7, "text");
        writer.CloseNest(inner);
        writer.PutBig(8, 0x01020304);
        writer.CloseNest(outer);
        writer.End();
        var payload = writer.Written.Span[16..];
        var nest = NetlinkAttributes.Find(payload, 5);
        Assert.Equal("text\0"u8.ToArray(), NetlinkAttributes.Find(NetlinkAttributes.Find(nest, 6), 7).ToArray());
        Assert.Equal([1, 2, 3, 4], NetlinkAttributes.Find(nest, 8).ToArray());
        Assert.True(NetlinkAttributes.Find(payload, 9).IsEmpty);
    }

    [Fact]
    public void An_attribute_that_its_length_field_cannot_hold_is_refused()
    {
        var writer = new NetlinkWriter();
        writer.Begin(1, NetlinkFlags.None, 1);
        writer.Put(1, new byte[65531]);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Put(1, new byte[65532]));
    }

    [Fact]
    public void A_nest_that_its_length_field_cannot_hold_is_refused()
    {
        var writer = new NetlinkWriter();
        writer.Begin(1, NetlinkFlags.None, 1);
        var nest = writer.OpenNest(1);
        writer.Put(1, new byte[40000]);
        writer.Put(1, new byte[40000]);
        Assert.Throws<InvalidOperationException>(() => writer.CloseNest(nest));
    }

    [Fact]
    public void A_writer_can_be_used_again_and_leaves_no_old_bytes_in_the_gaps()
    {
        var writer = new NetlinkWriter();
        writer.Begin(1, NetlinkFlags.None, 1);
        writer.Put(1, Enumerable.Repeat((byte)0xff, 100).ToArray());
        writer.Clear();
        writer.Begin(2, NetlinkFlags.None, 2);
        writer.Put(3, (byte)0xaa);
        writer.End();
        Assert.Equal("180000000200010002000000" + "00000000" + "05000300aa000000", Convert.ToHexStringLower(writer.Written.Span));
        Assert.Equal(1, writer.Count);
    }
}
