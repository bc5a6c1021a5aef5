using Davit.Cli.Commands;

namespace Davit.Cli.Tests.Commands;

/// <summary>Names of images with docker's defaults and docker's complaints.</summary>
public sealed class ImageReferenceTests
{
    private const string Hash = "fee128c2825bbe0688eeac094ea49a49e2e24fd65c8f1f71bdc5b761654bba1c";

    [Theory]
    [InlineData("busybox", "docker.io/library/busybox", "busybox")]
    [InlineData("busybox:1", "docker.io/library/busybox:1", "busybox:1")]
    [InlineData("a/b", "docker.io/a/b", "a/b")]
    [InlineData("docker.io/busybox", "docker.io/library/busybox", "busybox")]
    [InlineData("index.docker.io/library/busybox", "docker.io/library/busybox", "busybox")]
    [InlineData("library/busybox/x", "docker.io/library/busybox/x", "library/busybox/x")]
    [InlineData("localhost/a", "localhost/a", "localhost/a")]
    [InlineData("localhost:5000/a:b", "localhost:5000/a:b", "localhost:5000/a:b")]
    [InlineData("[::1]:5000/a", "[::1]:5000/a", "[::1]:5000/a")]
    [InlineData("Host/a", "Host/a", "Host/a")]
    [InlineData("a@sha256:" + Hash, "docker.io/library/a@sha256:" + Hash, "a@sha256:" + Hash)]
    [InlineData("x.org/a:1@sha256:" + Hash, "x.org/a:1@sha256:" + Hash, "x.org/a:1@sha256:" + Hash)]
    [InlineData("a__b.c-d---e_f", "docker.io/library/a__b.c-d---e_f", "a__b.c-d---e_f")]
    public void Defaults_are_filled_in_and_left_out(string text, string full, string familiar)
    {
        var reference = ImageReference.Parse(text);
        Assert.Equal((full, familiar), (reference.Full, reference.Familiar));
    }

    [Theory]
    [InlineData("UP", "invalid reference format: repository name (library/UP) must be lowercase")]
    [InlineData("a/B", "invalid reference format: repository name (a/B) must be lowercase")]
    [InlineData("", "invalid reference format")]
    [InlineData("a b", "invalid reference format")]
    [InlineData("a:b:c", "invalid reference format")]
    [InlineData("a___b", "invalid reference format")]
    [InlineData("a._b", "invalid reference format")]
    [InlineData("-x", "invalid reference format")]
    [InlineData("a:", "invalid reference format")]
    [InlineData("a:-x", "invalid reference format")]
    [InlineData("a@sha256:1234", "invalid reference format")]
    [InlineData("x.org/", "invalid reference format")]
    [InlineData("x.org:p/a", "invalid reference format")]
    [InlineData(Hash, "invalid repository name (" + Hash + "), cannot specify 64-byte hexadecimal strings")]
    public void What_is_no_name_is_refused(string text, string message) => Assert.Equal(message, Assert.Throws<CommandException>(() => ImageReference.Parse(text)).Message);

    [Fact]
    public void An_id_is_no_name_but_no_mistake_either()
    {
        Assert.Null(ImageReference.ParseUnlessId(Hash));
        Assert.Null(ImageReference.ParseUnlessId("sha256:" + Hash));
        Assert.Equal("latest", ImageReference.ParseUnlessId("a")!.WithDefaultTag().Tag);
        Assert.Empty(ImageReference.Parse("a@sha256:" + Hash).WithDefaultTag().Tag);
    }
}
