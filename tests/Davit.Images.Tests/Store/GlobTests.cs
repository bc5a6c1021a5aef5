using Davit.Images.Store;

namespace Davit.Images.Tests.Store;

public sealed class GlobTests
{
    [Theory]
    [InlineData("busy*", "busybox", true)]
    [InlineData("busy*:latest", "busybox:latest", true)]
    [InlineData("*", "a/b", false)]
    [InlineData("*/*", "a/b", true)]
    [InlineData("b?x", "box", true)]
    [InlineData("b?x", "b/x", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("[a", "a", false)]
    [InlineData("a\\*", "a*", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a*b*c", "axxbyyc", true)]
    [InlineData("a*b*c", "axxbyy", false)]
    public void Patterns_are_those_of_gos_path_match(string pattern, string text, bool expected) => Assert.Equal(expected, Glob.Matches(pattern, text));
}
