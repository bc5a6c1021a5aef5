using Davit.Registry.Blobs;
using Davit.Registry.Http;

namespace Davit.Registry.Tests.Parsing;

/// <summary>Headers with numbers in them.</summary>
public sealed class HeaderTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("bytes 0-9/10", 0, 9, 10L)]
    [InlineData("Bytes 5-9/*", 5, 9, null)]
    public void A_content_range_is_read(string text, long first, long last, long? total)
    {
        Assert.True(ContentRange.TryParse(text, out var range));
        Assert.Equal(new ContentRange(first, last, total), range);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("bytes */10")]
    [InlineData("bytes 9-5/10")]
    [InlineData("bytes 0-9")]
    [InlineData("items 0-9/10")]
    [InlineData("bytes 0-99999999999999999999/*")]
    [InlineData("bytes -1-9/10")]
    public void What_is_no_content_range_is_none(string? text) => Assert.False(ContentRange.TryParse(text, out _));

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("Tue, 01 Jan 2030 00:02:00 GMT", 120)]
    [InlineData("Mon, 31 Dec 2029 00:02:00 GMT", 0)]
    public void Patience_is_read_as_seconds_or_a_date(string text, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Parse(text, Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("soon")]
    public void What_is_no_patience_is_none(string? text) => Assert.Null(RetryAfter.Parse(text, Now));

    [Fact]
    public void A_number_out_of_all_bounds_is_a_year() => Assert.Equal(TimeSpan.FromDays(365), RetryAfter.Parse("9223372036854775807", Now));

    [Fact]
    public void The_user_agent_names_the_client_in_brackets() =>
        Assert.Equal("davit/1.0 os/linux UpstreamClient(Docker-Client/28.2 \\(linux\\))", RegistryOptions.UserAgentFor("1.0", "Docker-Client/28.2 (linux)"));
}
