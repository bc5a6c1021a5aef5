using Davit.Cli.Formatting;

namespace Davit.Cli.Tests.Formatting;

/// <summary>Points in time, written and read.</summary>
public sealed class TimeTests
{
    private static readonly DateTimeOffset s_time = new(2026, 11, 24, 4, 2, 14, TimeSpan.Zero);

    [Fact]
    public void A_time_names_its_offset_and_zone()
    {
        var written = GoTime.Write(s_time);
        Assert.Matches(@"^2026-11-2[345] \d\d:\d\d:14 [+-]\d{4} \S+", written);
        Assert.Equal(s_time, DateTimeOffset.ParseExact(written[..25], "yyyy-MM-dd HH:mm:ss zzz", null));
    }

    [Theory]
    [InlineData("2024-01-02T03:04:05Z", "")]
    [InlineData("2024-01-02T03:04:05.000Z", "")]
    [InlineData("2024-01-02T03:04:05.1230Z", ".123")]
    [InlineData("2024-01-02T03:04:05.123456789Z", ".123456789")]
    public void A_fraction_keeps_all_of_its_digits_but_trailing_zeros(string text, string fraction) =>
        Assert.Matches($@":\d\d:05{fraction.Replace(".", "\\.", StringComparison.Ordinal)} ", GoTime.WriteExact(text));

    [Fact]
    public void What_is_no_time_stays_as_it_is() => Assert.Equal("soon", GoTime.WriteExact("soon"));

    [Fact]
    public void Events_have_nine_digits() => Assert.Contains(":14.000000042", GoTime.WriteNano((s_time.ToUnixTimeSeconds() * 1_000_000_000) + 42), StringComparison.Ordinal);

    [Theory]
    [InlineData("2024-01-02T03:04:05.123456789Z", 123_4567)]
    [InlineData("2024-01-02T05:04:05.5+02:00", 500_0000)]
    [InlineData("2024-01-02T03:04:05Z", 0)]
    public void Times_of_json_are_read(string text, long ticks)
    {
        Assert.True(GoTime.TryParse(text, out var time));
        Assert.Equal(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(ticks), time);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("1700000000", "1700000000")]
    [InlineData("1700000000.5", "1700000000.5")]
    [InlineData("10m", "1767268200.000000000")]
    [InlineData("1h30m", "1767263400.000000000")]
    [InlineData("2026-01-01T00:00:00Z", "1767225600.000000000")]
    [InlineData("2026-01-01T02:00:00+02:00", "1767225600.000000000")]
    [InlineData("2026-01-01T00:00:00.25Z", "1767225600.250000000")]
    [InlineData("2026-01-01T00:00Z", "1767225600.000000000")]
    [InlineData("2026-01-01Z", "1767225600.000000000")]
    public void Since_takes_times_seconds_and_ages(string text, string expected)
    {
        using var run = new CliRun(); // it is 2026-01-01 12:00
        Assert.Equal(expected, TimeArgument.Read(run.Context, text, "since"));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("10 minutes")]
    [InlineData("2026-01-01T00:00:00.xZ")]
    public void Since_refuses_everything_else_and_names_it(string text)
    {
        using var run = new CliRun();
        Assert.Contains($"\"{text}\"", Assert.Throws<CommandException>(() => TimeArgument.Read(run.Context, text, "since")).Message, StringComparison.Ordinal);
    }
}
