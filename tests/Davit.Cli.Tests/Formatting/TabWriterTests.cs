using Davit.Cli.Formatting;

namespace Davit.Cli.Tests.Formatting;

/// <summary>Columns of text/tabwriter.</summary>
public sealed class TabWriterTests
{
    [Theory]
    [InlineData("a\tb", "a         b\n")]
    [InlineData("1234567\tb", "1234567   b\n")]
    [InlineData("12345678\tb", "12345678   b\n")]
    [InlineData("a\tb|longer text\tc", "a             b\nlonger text   c\n")]
    [InlineData("a", "a\n")]
    [InlineData("", "\n")]
    [InlineData("a\t\tb", "a                   b\n")]
    [InlineData("é\tb|日本\tc", "é         b\n日本        c\n")]
    public void Cells_are_as_wide_as_their_column_and_at_least_ten(string lines, string expected) => Assert.Equal(expected, Write(lines));

    [Fact]
    public void The_last_cell_of_a_line_does_not_widen_its_column() => Assert.Equal("a         b\nvery long last cell\nc         d\n", Write("a\tb|very long last cell|c\td"));

    [Fact]
    public void A_line_without_a_cell_ends_the_block_of_that_column() =>
        Assert.Equal("long long cell   b\nx\na         b\n", Write("long long cell\tb|x|a\tb"));

    [Fact]
    public void A_line_break_in_a_row_begins_a_line() => Assert.Equal("a         b\nc         d\n", Write("a\tb\nc\td"));

    private static string Write(string lines)
    {
        var writer = new TabWriter();
        foreach (var line in lines.Split('|'))
        {
            writer.WriteLine(line);
        }

        return writer.Finish();
    }
}
