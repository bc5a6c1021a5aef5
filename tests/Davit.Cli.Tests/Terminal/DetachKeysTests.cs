using Davit.Cli.Terminal;

namespace Davit.Cli.Tests.Terminal;

public sealed class DetachKeysTests
{
    [Theory]
    [InlineData("", new byte[] { 16, 17 })]
    [InlineData("ctrl-p,ctrl-q", new byte[] { 16, 17 })]
    [InlineData("ctrl-@", new byte[] { 0 })]
    [InlineData("ctrl-a,ctrl-z", new byte[] { 1, 26 })]
    [InlineData("ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_", new byte[] { 27, 28, 29, 30, 31 })]
    [InlineData("a,B,-", new byte[] { 97, 66, 45 })]
    [InlineData("DEL", new byte[] { 127 })]
    public void Keys_have_the_codes_of_a_terminal(string text, byte[] codes) => Assert.Equal(codes, DetachKeys.Parse(text));

    [Theory]
    [InlineData("foo")]
    [InlineData("ctrl-1")]
    [InlineData("ctrl-")]
    [InlineData("a,")]
    [InlineData(",")]
    [InlineData("ab")]
    [InlineData("é")]
    public void A_key_without_a_code_is_refused(string text) =>
        Assert.Contains("Unknown character", Assert.Throws<CommandException>(() => DetachKeys.Parse(text)).Message, StringComparison.Ordinal);
}
