using System.Text;
using Davit.Engine.Attaching;

namespace Davit.Engine.Tests.Attaching;

public sealed class DetachTests
{
    [Theory]
    [InlineData("ctrl-p,ctrl-q", "10,11")]
    [InlineData("a,ctrl-@,ctrl-[", "61,00,1B")]
    [InlineData(null, "10,11")]
    public void Keys_are_read(string? text, string bytes) => Assert.Equal(bytes, string.Join(',', DetachKeys.Parse(text).Select(key => key.ToString("X2"))));

    [Theory]
    [InlineData("ctrl-")]
    [InlineData("ctrl-1")]
    [InlineData("abc")]
    [InlineData("a,,b")]
    public void Keys_that_are_none_are_refused(string text) => Assert.Throws<EngineException>(() => DetachKeys.Parse(text));

    [Fact]
    public void The_keys_detach_even_when_they_come_one_by_one()
    {
        var filter = new DetachFilter(DetachKeys.Default);
        Assert.Equal("ab", Text(filter.Pass("ab\x10"u8, out var detached)));
        Assert.False(detached);
        Assert.Empty(filter.Pass("\x11"u8, out detached));
        Assert.True(detached);
    }

    [Fact]
    public void Half_of_the_keys_is_passed_on_when_something_else_follows()
    {
        var filter = new DetachFilter(DetachKeys.Default);
        filter.Pass("\x10"u8, out _);
        Assert.Equal("\x10x", Text(filter.Pass("x"u8, out var detached)));
        Assert.False(detached);
        filter.Pass("\x10"u8, out _);
        filter.Pass("\x10"u8, out _);
        filter.Pass("\x11"u8, out detached);
        Assert.True(detached);
    }

    private static string Text(byte[] bytes) => Encoding.ASCII.GetString(bytes);
}
