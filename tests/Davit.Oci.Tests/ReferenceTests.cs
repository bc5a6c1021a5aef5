using CsCheck;

namespace Davit.Oci.Tests;

public sealed class ReferenceTests
{
    private const string Sha = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData("debian", "docker.io/library/debian", null, "debian")]
    [InlineData("debian:12", "docker.io/library/debian", "12", "debian:12")]
    [InlineData("a/b", "docker.io/a/b", null, "a/b")]
    [InlineData("docker.io/debian", "docker.io/library/debian", null, "debian")]
    [InlineData("index.docker.io/library/debian:x", "docker.io/library/debian", "x", "debian:x")]
    [InlineData("localhost/debian", "localhost/debian", null, "localhost/debian")]
    [InlineData("localhost:5000/a/b/c:1.2_3-4", "localhost:5000/a/b/c", "1.2_3-4", "localhost:5000/a/b/c:1.2_3-4")]
    [InlineData("quay.io/x", "quay.io/x", null, "quay.io/x")]
    [InlineData("[::1]:5000/x", "[::1]:5000/x", null, "[::1]:5000/x")]
    [InlineData("Domain/x", "Domain/x", null, "Domain/x")]
    [InlineData("a__b/c.d/e--f", "docker.io/a__b/c.d/e--f", null, "a__b/c.d/e--f")]
    [InlineData("docker.io/library/a/b", "docker.io/library/a/b", null, "library/a/b")]
    public void A_name_is_normalised_as_docker_does(string text, string name, string? tag, string familiar)
    {
        var reference = Reference.Parse(text);
        Assert.Equal(name, reference.Name);
        Assert.Equal(tag, reference.Tag);
        Assert.Equal(familiar, reference.FamiliarText);
    }

    [Theory]
    [InlineData("", "invalid reference format")]
    [InlineData("Debian", "invalid reference format: repository name (library/Debian) must be lowercase")]
    [InlineData("a//b", "invalid reference format")]
    [InlineData("a/", "invalid reference format")]
    [InlineData("/a", "invalid reference format")]
    [InlineData("-a", "invalid reference format")]
    [InlineData("a.-b", "invalid reference format")]
    [InlineData("a___b", "invalid reference format")]
    [InlineData("a:", "invalid reference format")]
    [InlineData("a:-x", "invalid reference format")]
    [InlineData("a:b:c", "invalid reference format")]
    [InlineData("a b", "invalid reference format")]
    [InlineData("a@sha256:12", "invalid reference format")]
    [InlineData("../a", "invalid reference format")]
    [InlineData("example..com/a", "invalid reference format")]
    [InlineData("example.com:port/a", "invalid reference format")]
    [InlineData("aa\u0000b", "invalid reference format")]
    [InlineData("a@sha512:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "unsupported digest algorithm")]
    public void A_malformed_name_is_refused_in_dockers_words(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Reference.Parse(text)).Message);

    [Fact]
    public void Sixty_four_hexadecimal_digits_are_an_id_and_no_name() => Assert.Contains(
        "cannot specify 64-byte hexadecimal strings", Assert.Throws<FormatException>(() => Reference.Parse(new string('a', 64))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_tag_has_at_most_128_characters()
    {
        Assert.True(Reference.TryParse("a:" + new string('t', 128), out _));
        Assert.False(Reference.TryParse("a:" + new string('t', 129), out _));
    }

    [Fact]
    public void A_repository_has_at_most_255_characters() => Assert.Contains(
        "not be more than 255", Assert.Throws<FormatException>(() => Reference.Parse(new string('a', 250))).Message, StringComparison.Ordinal);

    [Fact]
    public void Tag_and_digest_may_both_be_given()
    {
        var reference = Reference.Parse("debian:12@" + Sha);
        Assert.Equal("12", reference.Tag);
        Assert.Equal(Sha, reference.Digest?.Text);
        Assert.Equal("docker.io/library/debian:12@" + Sha, reference.CanonicalText);
        Assert.Same(reference, reference.WithDefaultTag());
    }

    [Fact]
    public void Parsing_anything_either_fails_or_gives_a_reference_that_parses_to_itself() =>
        Gen.String[Gen.Char["abAB01./:@-_[] \u0000"], 0, 40].Sample(text =>
            !Reference.TryParse(text, out var reference) || Reference.Parse(reference.CanonicalText) == reference);
}
