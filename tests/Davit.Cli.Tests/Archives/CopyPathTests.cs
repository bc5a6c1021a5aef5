using Davit.Cli.Archives;

namespace Davit.Cli.Tests.Archives;

/// <summary>Paths of <c>cp</c>.</summary>
public sealed class CopyPathTests
{
    [Theory]
    [InlineData("web:/etc", "web", "/etc")]
    [InlineData("web:", "web", "")]
    [InlineData("/a:b", "", "/a:b")]
    [InlineData("./a:b", "", "./a:b")]
    [InlineData("../a:b", "", "../a:b")]
    [InlineData("file", "", "file")]
    [InlineData("-", "", "-")]
    [InlineData("web:/a:b", "web", "/a:b")]
    public void A_container_stands_before_the_first_colon(string text, string container, string path) => Assert.Equal((container, path), CopyPath.Split(text));

    [Theory]
    [InlineData("/a/b", "b", "/a")]
    [InlineData("/a/b/", "b", "/a")]
    [InlineData("/a/b/.", ".", "/a")]
    [InlineData("b", "b", ".")]
    [InlineData("/b", "b", "/")]
    [InlineData(".", ".", ".")]
    public void A_path_has_a_last_part_and_something_that_holds_it(string path, string name, string parent) => Assert.Equal((name, parent), (CopyPath.Base(path), CopyPath.Parent(path)));

    [Theory]
    [InlineData("src", "src", "dst", "dst")]
    [InlineData("src/", "src", "dst", "dst")]
    [InlineData("src/a/b", "src", "dst", "dst/a/b")]
    [InlineData("./src/a", "src", "dst", "dst/a")]
    [InlineData("srcx/a", "src", "dst", "srcx/a")]
    [InlineData("a", ".", "dst", "dst/a")]
    [InlineData("./", ".", "dst", "dst")]
    [InlineData("/a", "/", "dst", "dst/a")]
    public void A_member_is_renamed_by_its_first_part(string name, string from, string to, string expected) => Assert.Equal(expected, CopyPath.Rebase(name, from, to));

    [Theory]
    [InlineData("a/", true, false)]
    [InlineData("a/.", true, true)]
    [InlineData(".", true, true)]
    [InlineData("a", false, false)]
    [InlineData("a.", false, false)]
    public void A_slash_or_dot_at_the_end_says_that_a_directory_is_meant(string path, bool directory, bool content) =>
        Assert.Equal((directory, content), (CopyPath.SaysDirectory(path), CopyPath.IsContent(path)));
}
