using System.Text.Json;

namespace Davit.Client.Tests;

/// <summary>Queries, filters, versions, and documents with holes.</summary>
public sealed class RequestTextTests
{
    [Fact]
    public void A_query_leaves_out_what_was_not_given() => Assert.Equal(
        "?a=1&b=x%20%26%20y&n=0&e=",
        new QueryString().AddIf("a", true).AddIf("no", false).AddIf("b", "x & y").AddIf("no", "").AddIf("no", (string?)null).AddIf("no", (long?)null).AddIf("n", 0).Add("e", "").ToString());

    [Fact]
    public void An_empty_query_is_empty() => Assert.Equal("", new QueryString().AddFilters(new Filters()).ToString());

    [Fact]
    public void Filters_are_sets_in_dockers_form()
    {
        var filters = new Filters().Add("label", "b").Add("label", "a").Add("label", "a").Add("dangling", "true");
        Assert.Equal("""{"dangling":{"true":true},"label":{"a":true,"b":true}}""", filters.ToJson());
        Assert.Equal(["a", "b"], filters.Values("label"));
        Assert.True(filters.Contains("dangling") && !filters.Contains("none") && !filters.IsEmpty);
    }

    [Theory]
    [InlineData("1.9", "1.10", -1)]
    [InlineData("1.51", "1.51", 0)]
    [InlineData("2.0", "1.99", 1)]
    [InlineData("x", "1.0", -1)]
    [InlineData("", "x", 0)]
    public void Versions_are_ordered_by_number(string left, string right, int order) => Assert.Equal(order, Math.Sign(ApiVersion.Compare(left, right)));

    [Theory]
    [InlineData("client version 1.51 is too new. Maximum supported API version is 1.43", "1.43")]
    [InlineData("client version 1.51 is too new. Maximum supported API version is 1.43.", "1.43")]
    [InlineData("client version 1.10 is too old. Minimum supported API version is 1.24", null)]
    [InlineData("", null)]
    public void A_refused_version_names_the_one_that_is_supported(string message, string? version) => Assert.Equal(version, ApiVersion.SupportedIn(message));

    [Fact]
    public void Documents_with_holes_are_read_without_checks()
    {
        var root = JsonDocument.Parse("""{"a": {"b": "x", "n": 5, "f": true, "l": ["1", null], "d": 1.9}, "z": null}""").RootElement;
        Assert.Equal(("x", 5, true, 1), (root.Member("a").Text("b"), root.Member("a").Number("n"), root.Member("a").Flag("f"), root.Member("a").Number("d")));
        Assert.Equal(["1", ""], root.Member("a").Strings("l"));
        Assert.Equal(("", 0, false), (root.Member("none").Member("b").Text("c"), root.Member("z").Number("n"), root.Member("a").Member("b").Flag("f")));
        Assert.Empty(root.Member("z").Strings("l"));
        Assert.Empty(root.Member("a").Member("b").Items("l"));
        Assert.Empty(root.Member("z").Properties("p"));
    }
}
