using Davit.Daemon.Mapping;
using Davit.Engine;

namespace Davit.Daemon.Tests.Mapping;

/// <summary>Times in Go's text.</summary>
public sealed class GoTimeTests
{
    [Fact]
    public void Digits_of_a_second_are_as_many_as_needed()
    {
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));

        Assert.Equal("2026-01-02T01:04:05Z", GoTime.Format(time));
        Assert.Equal("2026-01-02T01:04:05.12Z", GoTime.Format(time.AddMilliseconds(120)));
        Assert.Equal("2026-01-02T01:04:05.0000001Z", GoTime.Format(time.AddTicks(1)));
        Assert.Equal("0001-01-01T00:00:00Z", GoTime.Format(null));
    }

    [Theory]
    [InlineData("1700000000", "2023-11-14T22:13:20Z")]
    [InlineData("1700000000.500000000", "2023-11-14T22:13:20.5Z")]
    [InlineData("2023-11-14T22:13:20Z", "2023-11-14T22:13:20Z")]
    [InlineData("2023-11-14T23:13:20+01:00", "2023-11-14T22:13:20Z")]
    public void Parameters_are_seconds_or_RFC_3339(string text, string time) => Assert.Equal(time, GoTime.Format(GoTime.Parse(text, "since")));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    public void Nothing_and_zero_are_no_time(string text) => Assert.Null(GoTime.Parse(text, "since"));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("99999999999999999999")]
    [InlineData("--1")]
    public void Anything_else_is_refused(string text) =>
        Assert.Equal(ErrorKind.InvalidParameter, Assert.Throws<EngineException>(() => GoTime.Parse(text, "since")).Kind);
}
