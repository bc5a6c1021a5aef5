using Davit.Shim.Protocol;

namespace Davit.Shim.Tests.Protocol;

public sealed class MessageTests
{
    [Fact]
    public void A_message_is_read_as_it_was_written()
    {
        var bytes = new MessageWriter().Add(7).Add(true).Add(long.MaxValue).Add("naïve").Add([1, 2, 3]).Add("").Finish(MessageKind.Exec, 42).Span;
        var header = WireHeader.Read(bytes);
        Assert.Equal(new WireHeader(bytes.Length - WireHeader.Size, MessageKind.Exec, 42), header);

        var fields = new MessageReader(bytes[WireHeader.Size..]);
        Assert.Equal(7, fields.Int32());
        Assert.True(fields.Boolean());
        Assert.Equal(long.MaxValue, fields.Int64());
        Assert.Equal("naïve", fields.String());
        Assert.Equal([1, 2, 3], fields.Bytes().ToArray());
        Assert.Equal("", fields.String());
    }

    [Fact]
    public void Fields_that_an_older_sender_does_not_know_are_zero_or_empty()
    {
        var bytes = new MessageWriter().Add(7).Finish(MessageKind.Done, 1).Span;
        var fields = new MessageReader(bytes[WireHeader.Size..]);
        Assert.Equal(7, fields.Int32());
        Assert.Equal(0, fields.Int32());
        Assert.Equal(0, fields.Int64());
        Assert.Equal("", fields.String());
    }

    [Theory]
    [InlineData(new byte[] { 255, 255, 255, 127, 1 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 1 })]
    [InlineData(new byte[] { 5, 0 })]
    public void A_length_that_is_not_there_is_empty(byte[] body) => Assert.Equal("", new MessageReader(body).String());
}
