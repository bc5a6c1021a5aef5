using System.Text;
using Davit.Cli.Terminal;

namespace Davit.Cli.Tests.Terminal;

/// <summary>The detach sequence is found however the keys arrive, and no other key is lost.</summary>
public sealed class EscapeFilterTests
{
    [Theory]
    [InlineData("hello", "hello", false)]
    [InlineData("xyPQz", "xy", true)]
    [InlineData("PQ", "", true)]
    [InlineData("PP", "P", false)]
    [InlineData("PPQ", "P", true)]
    [InlineData("PxQ", "PxQ", false)]
    [InlineData("Px", "Px", false)]
    [InlineData("QP", "Q", false)]
    [InlineData("PxPQ", "Px", true)]
    public void Keys_pass_until_the_sequence_is_complete(string typed, string passed, bool leaves)
    {
        for (var piece = 1; piece <= typed.Length; piece++)
        {
            Assert.Equal((passed, leaves), Type(typed, piece));
        }
    }

    [Fact]
    public void A_half_sequence_is_handed_on_with_the_key_that_breaks_it()
    {
        var filter = new EscapeFilter("abc"u8.ToArray());
        Assert.Equal((false, ""), Step(filter, "ab"));
        Assert.Equal((false, "abx"), Step(filter, "x"));
        Assert.Equal((false, ""), Step(filter, "a"));
        Assert.Equal((true, ""), Step(filter, "bc"));
    }

    [Fact]
    public void Without_a_sequence_every_key_passes() => Assert.Equal((false, "PQ"), Step(new EscapeFilter([]), "PQ"));

    private static (string Passed, bool Leaves) Type(string typed, int piece)
    {
        var filter = new EscapeFilter("PQ"u8.ToArray());
        var passed = new StringBuilder();
        for (var start = 0; start < typed.Length; start += piece)
        {
            var (leaves, text) = Step(filter, typed.Substring(start, Math.Min(piece, typed.Length - start)));
            passed.Append(text);
            if (leaves)
            {
                return (passed.ToString(), true);
            }
        }

        return (passed.ToString(), false);
    }

    private static (bool Leaves, string Passed) Step(EscapeFilter filter, string typed)
    {
        var passed = new byte[typed.Length + 8];
        var leaves = filter.Filter(Encoding.ASCII.GetBytes(typed), passed, out var count);
        return (leaves, Encoding.ASCII.GetString(passed, 0, count));
    }
}
