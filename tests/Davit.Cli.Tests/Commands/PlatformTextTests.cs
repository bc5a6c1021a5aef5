using Davit.Cli.Commands;

namespace Davit.Cli.Tests.Commands;

public sealed class PlatformTextTests
{
    [Theory]
    [InlineData("linux/amd64", "linux/amd64")]
    [InlineData("Linux/x86_64", "linux/amd64")]
    [InlineData("arm64", "linux/arm64")]
    [InlineData("aarch64", "linux/arm64")]
    [InlineData("linux/arm64", "linux/arm64")]
    [InlineData("linux/arm64/v8", "linux/arm64/v8")]
    [InlineData("linux/arm/v7", "linux/arm/v7")]
    [InlineData("linux/arm", "linux/arm")]
    [InlineData("linux/arm/6", "linux/arm/v6")]
    [InlineData("macos/arm64", "darwin/arm64")]
    [InlineData("", "")]
    public void Other_words_for_a_platform_mean_the_same(string text, string normal) => Assert.Equal(normal, PlatformText.Normalize(text, string.Empty));

    [Theory]
    [InlineData("foo", "P \"foo\": unknown operating system or architecture: invalid argument")]
    [InlineData("a/b/c/d", "P \"a/b/c/d\": cannot parse platform specifier: invalid argument")]
    [InlineData("a//b", "P \"\" is an invalid component of \"a//b\": platform specifier component must match \"^[A-Za-z0-9_.-]+$\": invalid argument")]
    public void What_is_no_platform_is_refused(string text, string message) => Assert.Equal(message, Assert.Throws<CommandException>(() => PlatformText.ToJson(text, "P ")).Message);

    [Fact]
    public void Newer_routes_take_a_document() => Assert.Equal("""{"architecture":"arm","os":"linux","variant":"v6"}""", PlatformText.ToJson("linux/arm/v6"));
}
