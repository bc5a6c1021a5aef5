using System.Net;

namespace Davit.Network.Tests;

public sealed class MacAddressTests
{
    [Fact]
    public void An_address_gives_its_own_hardware_address() => Assert.Equal("02:42:ac:11:00:02", MacAddress.Format(MacAddress.From(IPAddress.Parse("172.17.0.2"))));

    [Theory]
    [InlineData("02:42:ac:11:00:02", "0242ac110002")]
    [InlineData("02-42-AC-11-00-02", "0242ac110002")]
    public void Colons_and_hyphens_are_read(string text, string expected)
    {
        Assert.True(MacAddress.TryParse(text, out var bytes));
        Assert.Equal(expected, Convert.ToHexStringLower(bytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("02:42:ac:11:00")]
    [InlineData("02:42:ac:11:00:02:03")]
    [InlineData("2:42:ac:11:00:02")]
    [InlineData("zz:42:ac:11:00:02")]
    [InlineData("+2:42:ac:11:00:02")]
    [InlineData("01:42:ac:11:00:02")] // multicast
    [InlineData("ff:ff:ff:ff:ff:ff")]
    [InlineData("00:00:00:00:00:00")]
    public void What_no_link_can_have_is_refused(string text) => Assert.False(MacAddress.TryParse(text, out _));
}
