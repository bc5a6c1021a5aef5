using Davit.Cli.CommandLine;

namespace Davit.Cli.Tests.CommandLine;

/// <summary>One line of RFC 4180, as encoding/csv reads it.</summary>
public sealed class CsvLineTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a,b,c", "a|b|c")]
    [InlineData("a,,c", "a||c")]
    [InlineData(",", "|")]
    [InlineData("\"a,b\",c", "a,b|c")]
    [InlineData("\"a\"\"b\"", "a\"b")]
    [InlineData("\"\",x", "|x")]
    [InlineData(" a , b", " a | b")]
    public void Fields_are_separated_by_commas_outside_of_quotes(string line, string fields) => Assert.Equal(fields.Split('|'), CsvLine.Parse(line));

    [Theory]
    [InlineData("a,", "a|")]
    public void A_comma_at_the_end_opens_an_empty_field(string line, string fields) => Assert.Equal(fields.Split('|'), CsvLine.Parse(line));

    [Theory]
    [InlineData("", "EOF")]
    [InlineData("a\"b", "parse error on line 1, column 2: bare \" in non-quoted-field")]
    [InlineData("x,a\"b", "parse error on line 1, column 4: bare \" in non-quoted-field")]
    [InlineData("\"a\"b", "parse error on line 1, column 3: extraneous or missing \" in quoted-field")]
    [InlineData("\"a", "parse error on line 1, column 3: extraneous or missing \" in quoted-field")]
    public void Stray_quotes_are_refused_in_gos_words(string line, string message) =>
        Assert.Equal(message, Assert.Throws<FlagValueException>(() => CsvLine.Parse(line)).Message);
}
