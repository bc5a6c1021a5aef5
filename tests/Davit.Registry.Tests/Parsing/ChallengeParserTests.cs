using Davit.Registry.Authentication;

namespace Davit.Registry.Tests.Parsing;

/// <summary>WWW-Authenticate as RFC 9110 has it, and as nobody should send it.</summary>
public sealed class ChallengeParserTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Basic", "Basic()")]
    [InlineData("Basic realm=\"a, b\"", "Basic(realm=a, b)")]
    [InlineData("basic realm=x", "basic(realm=x)")]
    [InlineData("Bearer realm=\"https://a/t\",service=\"s\",scope=\"repository:a/b:pull,push\"", "Bearer(realm=https://a/t;service=s;scope=repository:a/b:pull,push)")]
    [InlineData("Bearer realm = \"x\" , SERVICE = y", "Bearer(realm=x;SERVICE=y)")]
    [InlineData("Basic realm=\"x\", Bearer realm=\"y\",service=z", "Basic(realm=x) Bearer(realm=y;service=z)")]
    [InlineData("Negotiate, Basic realm=x", "Negotiate() Basic(realm=x)")]
    [InlineData("Negotiate YII+/a==, Basic realm=x", "Negotiate() Basic(realm=x)")]
    [InlineData("Basic realm=\"a \\\"quoted\\\" \\\\ word\"", "Basic(realm=a \"quoted\" \\ word)")]
    [InlineData(",, Basic realm=x,,", "Basic(realm=x)")]
    [InlineData("Bearer realm=\"first\",realm=\"second\"", "Bearer(realm=first)")]
    [InlineData("Bearer realm=\"never closed", "Bearer()")]
    [InlineData("Bearer realm=", "Bearer()")]
    [InlineData("\"", "")]
    [InlineData("Basic realm=x \u0001 y", "Basic(realm=x)")]
    public void A_header_is_read(string header, string expected) =>
        Assert.Equal(expected, string.Join(' ', ChallengeParser.Parse([header]).Select(Show)));

    [Fact]
    public void Several_headers_are_one_list() => Assert.Equal(2, ChallengeParser.Parse(["Basic realm=x", "Bearer realm=y"]).Count);

    [Fact]
    public void A_header_of_a_megabyte_is_read_to_a_limit() =>
        Assert.True(ChallengeParser.Parse([string.Concat(Enumerable.Repeat("A, ", 400_000))]).Count < 20_000);

    private static string Show(Challenge challenge) =>
        $"{challenge.Scheme}({string.Join(';', challenge.Parameters.Select(parameter => $"{parameter.Key}={parameter.Value}"))})";
}
