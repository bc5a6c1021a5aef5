using System.Text;
using CsCheck;
using Davit.Storage.Trees;

namespace Davit.Storage.Tests.Trees;

public sealed class EntryPathTests
{
    [Theory]
    [InlineData("a/b", "a/b")]
    [InlineData("./a", "a")]
    [InlineData("/a//b/", "a/b")]
    [InlineData("a/./b", "a/b")]
    [InlineData("a/../b", "b")]
    [InlineData("a/b/../../c", "c")]
    [InlineData(".", "")]
    [InlineData("./", "")]
    [InlineData("/", "")]
    [InlineData("a/..", "")]
    [InlineData(".hidden", ".hidden")]
    [InlineData("...", "...")]
    [InlineData("a/..b", "a/..b")]
    public void A_name_is_cleaned(string name, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(EntryPath.Clean(Encoding.UTF8.GetBytes(name))));

    [Theory]
    [InlineData("..")]
    [InlineData("../a")]
    [InlineData("/../a")]
    [InlineData("a/../../b")]
    [InlineData("./../etc/passwd")]
    public void A_name_that_leads_out_is_refused(string name) => Assert.Equal(
        StorageErrorKind.InvalidArchive, Assert.Throws<StorageException>(() => EntryPath.Clean(Encoding.UTF8.GetBytes(name))).Kind);

    [Fact]
    public void No_clean_name_has_a_component_that_moves() => Gen.String[Gen.Char["ab./"], 0, 20].Sample(name =>
    {
        try
        {
            var clean = Encoding.UTF8.GetString(EntryPath.Clean(Encoding.UTF8.GetBytes(name)));
            return clean.Length == 0 || clean.Split('/').All(part => part is not ("" or "." or ".."));
        }
        catch (StorageException)
        {
            return name.Contains("..", StringComparison.Ordinal);
        }
    });
}
