namespace Davit.Cli.Tests.Options;

/// <summary><c>-v</c>; expected texts are those of docker 28.2.</summary>
public sealed class VolumeTests
{
    [Theory]
    [InlineData("vol:/data", """["vol:/data"]""")]
    [InlineData("/a:/b", """["/a:/b"]""")]
    [InlineData("/a:/b:ro", """["/a:/b:ro"]""")]
    [InlineData("/a:/b:ro,z", """["/a:/b:ro,z"]""")]
    [InlineData("C:\\x:/y", """["C:\\x:/y"]""")]
    [InlineData("/a:b", """["/a:b"]""")]
    [InlineData("/a/:/b/", """["/a/:/b/"]""")]
    public void Binds_are_sent_as_they_are_typed(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("HostConfig.Binds", "-v", text));

    [Theory]
    [InlineData("", "invalid empty volume spec")]
    [InlineData(":/a", "invalid spec: :/a: empty section between colons")]
    [InlineData("/a:/b:", "invalid spec: /a:/b:: empty section between colons")]
    [InlineData("/aa:/bb:ro:x", "invalid spec: /aa:/bb:ro:x: too many colons")]
    public void What_is_no_volume_is_refused_in_dockers_words(string text, string expected) => Assert.Equal(expected, CreateRequest.Refusal("-v", text));

    [Theory]
    [InlineData("/data", """{"/data":{}}""")]
    [InlineData("./a", """{"./a":{}}""")]
    public void A_target_alone_is_an_anonymous_volume(string text, string expected) =>
        Assert.Equal(CreateRequest.Plain(expected), CreateRequest.Part("Volumes", "-v", text));
}
