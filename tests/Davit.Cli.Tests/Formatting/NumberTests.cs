using Davit.Cli.Formatting;

namespace Davit.Cli.Tests.Formatting;

/// <summary>Sizes, durations and floating point numbers in Go's notation.</summary>
public sealed class NumberTests
{
    [Theory]
    [InlineData(0, "0B")]
    [InlineData(999, "999B")]
    [InlineData(1000, "1kB")]
    [InlineData(1234, "1.234kB")]
    [InlineData(1_234_567, "1.235MB")]
    [InlineData(999_999, "1000kB")]
    [InlineData(1_500_000_000, "1.5GB")]
    [InlineData(2e12, "2TB")]
    [InlineData(3e15, "3PB")]
    public void Stored_sizes_are_decimal_with_four_digits(double bytes, string expected) => Assert.Equal(expected, ByteSize.Decimal(bytes));

    [Theory]
    [InlineData(0, "0B")]
    [InlineData(123_456_789, "123MB")]
    [InlineData(1_234_567, "1.23MB")]
    [InlineData(77_800_000, "77.8MB")]
    [InlineData(999_999, "1e+03kB")]
    public void Image_sizes_have_three_digits(double bytes, string expected) => Assert.Equal(expected, ByteSize.Decimal(bytes, 3));

    [Theory]
    [InlineData(0, "0B")]
    [InlineData(1023, "1023B")]
    [InlineData(1024, "1KiB")]
    [InlineData(1536, "1.5KiB")]
    [InlineData(1_073_741_824, "1GiB")]
    [InlineData(15_770_000_000, "14.69GiB")]
    public void Memory_is_binary(double bytes, string expected) => Assert.Equal(expected, ByteSize.Binary(bytes));

    [Theory]
    [InlineData(0, "Less than a second")]
    [InlineData(0.9, "Less than a second")]
    [InlineData(1, "1 second")]
    [InlineData(59, "59 seconds")]
    [InlineData(60, "About a minute")]
    [InlineData(119, "About a minute")]
    [InlineData(120, "2 minutes")]
    [InlineData(3599, "59 minutes")]
    [InlineData(3600, "About an hour")]
    [InlineData(5399, "About an hour")]
    [InlineData(5400, "2 hours")]
    [InlineData(47 * 3600, "47 hours")]
    [InlineData(48 * 3600, "2 days")]
    [InlineData((14 * 86400) - 1801, "13 days")]
    [InlineData(14 * 86400, "2 weeks")]
    [InlineData(59 * 86400, "8 weeks")]
    [InlineData(60 * 86400, "2 months")]
    [InlineData(729 * 86400, "24 months")]
    [InlineData(730 * 86400, "2 years")]
    [InlineData(-5, "Less than a second")]
    public void Ages_are_told_in_dockers_words(double seconds, string expected) => Assert.Equal(expected, HumanDuration.Write(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "1ns")]
    [InlineData(1_100, "1.1µs")]
    [InlineData(2_200_000, "2.2ms")]
    [InlineData(3_300_000_000, "3.3s")]
    [InlineData(60_000_000_000, "1m0s")]
    [InlineData(3_600_000_000_000, "1h0m0s")]
    [InlineData(90_061_001_000_000, "25h1m1.001s")]
    [InlineData(-1_500_000_000, "-1.5s")]
    [InlineData(long.MaxValue, "2562047h47m16.854775807s")]
    [InlineData(long.MinValue, "-2562047h47m16.854775808s")]
    public void Durations_are_written_as_go_writes_them(long nanoseconds, string expected) => Assert.Equal(expected, GoDuration.Write(nanoseconds));

    [Theory]
    [InlineData("1h2m3s", 3_723_000_000_000)]
    [InlineData("1.5h", 5_400_000_000_000)]
    [InlineData("-1m", -60_000_000_000)]
    [InlineData("+5ms", 5_000_000)]
    [InlineData("0", 0)]
    [InlineData("1m1m", 120_000_000_000)]
    [InlineData("2562047h47m16.854775807s", long.MaxValue)]
    public void Durations_are_read_as_go_reads_them(string text, long expected)
    {
        Assert.True(GoDuration.TryParse(text, out var nanoseconds, out _));
        Assert.Equal(expected, nanoseconds);
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(100, "100")]
    [InlineData(123456, "123456")]
    [InlineData(1e20, "1e+20")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1234567, "1.234567e+06")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(0, "0")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    public void Floating_point_numbers_are_the_shortest_that_read_back(double value, string expected) => Assert.Equal(expected, GoFloat.Shortest(value));
}
