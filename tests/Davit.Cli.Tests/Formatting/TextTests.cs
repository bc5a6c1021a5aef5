using System.Text;
using Davit.Cli.Formatting;

namespace Davit.Cli.Tests.Formatting;

/// <summary>Order of names, abbreviations, and JSON as text.</summary>
public sealed class TextTests
{
    [Fact]
    public void Numbers_in_names_count_as_numbers()
    {
        string[] names = ["web10", "web2", "web1", "web", "b", "B", "a-1", "a1", "10", "9", "web1a", "web10b2", "web10b10"];
        Assert.Equal(["9", "10", "B", "a-1", "a1", "b", "web", "web1", "web1a", "web2", "web10", "web10b2", "web10b10"], names.Order(NaturalOrder.Instance));
    }

    [Fact]
    public void Numbers_beyond_any_integer_are_ordered() =>
        Assert.True(NaturalOrder.Instance.Compare("x99999999999999999999999999", "x100000000000000000000000000") < 0);

    [Fact]
    public void Leading_zeros_only_break_a_tie()
    {
        Assert.True(NaturalOrder.Instance.Compare("a1", "a01") < 0);
        Assert.True(NaturalOrder.Instance.Compare("a01b", "a1c") != 0);
        Assert.Equal(0, NaturalOrder.Instance.Compare("a01", "a01"));
    }

    [Theory]
    [InlineData("sha256:0123456789abcdef", true, "0123456789ab")]
    [InlineData("0123456789abcdef", true, "0123456789ab")]
    [InlineData("sha256:0123456789abcdef", false, "sha256:0123456789abcdef")]
    [InlineData("short", true, "short")]
    public void Ids_are_cut_to_twelve_digits(string id, bool truncate, string expected) => Assert.Equal(expected, ShortText.Id(id, truncate));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("a😀b", 3, "a…")]
    public void Long_texts_end_in_an_ellipsis_and_no_letter_is_cut_in_two(string text, int width, string expected) => Assert.Equal(expected, ShortText.Ellipsis(text, width));

    [Fact]
    public void Json_is_indented_and_strings_stay_byte_for_byte() => Assert.Equal(
        "{\n    \"a\": [\n        1,\n        \"x, {y}: \\\"z\\\"\"\n    ],\n    \"b\": {},\n    \"c\": [],\n    \"d\": 1.50\n}",
        JsonIndent.Write("""{"a":[1,"x, {y}: \"z\""],"b":{ },"c":[],"d":1.50}"""));

    [Fact]
    public void Documents_of_a_stream_are_handed_out_however_the_bytes_arrive()
    {
        var data = Encoding.UTF8.GetBytes("{\"a\":1}\n{\"b\":\"}{\"}\r\n[3]\u001e {\"é\":4}");
        for (var piece = 1; piece <= data.Length; piece++)
        {
            var documents = JsonStream.Read(new PiecewiseStream(data, piece)).Select(document => document.RootElement.GetRawText());
            Assert.Equal(["{\"a\":1}", "{\"b\":\"}{\"}", "[3]", "{\"é\":4}"], documents);
        }
    }

    [Fact]
    public void A_document_that_breaks_off_is_an_error() =>
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonStream.Read(new MemoryStream("{\"a\":1}{\"b\":"u8.ToArray())).Count());
}
