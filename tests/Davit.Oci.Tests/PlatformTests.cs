namespace Davit.Oci.Tests;

public sealed class PlatformTests
{
    [Theory]
    [InlineData("linux/amd64", "linux/amd64")]
    [InlineData("linux/x86_64", "linux/amd64")]
    [InlineData("linux/arm64/v8", "linux/arm64")]
    [InlineData("linux/aarch64", "linux/arm64")]
    [InlineData("linux/arm/7", "linux/arm/v7")]
    [InlineData("arm64", "linux/arm64")]
    [InlineData("windows/amd64", "windows/amd64")]
    public void A_platform_is_read_and_normalised(string text, string expected)
    {
        Assert.True(Platform.TryParse(text, out var platform));
        Assert.Equal(expected, platform.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b/c/d")]
    [InlineData("linux/")]
    [InlineData("linux/a b")]
    public void A_malformed_platform_is_refused(string text) => Assert.False(Platform.TryParse(text, out _));

    [Fact]
    public void An_absent_variant_fits_every_variant()
    {
        Assert.True(Platform.TryParse("linux/arm", out var any));
        Assert.True(Platform.TryParse("linux/arm/v6", out var v6));
        Assert.True(Platform.TryParse("linux/arm/v7", out var v7));
        Assert.True(any.Matches(v7));
        Assert.False(v6.Matches(v7));
    }
}
