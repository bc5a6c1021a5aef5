using Davit.Storage.Copying;

namespace Davit.Storage.Tests.Copying;

public sealed class ArchivePathTests
{
    [Theory]
    [InlineData("/", "/", "/", "", "/")]
    [InlineData(".", "/.", "/", ".", ".")]
    [InlineData("/.", "/.", "/", ".", ".")]
    [InlineData("etc", "/etc", "/", "etc", "etc")]
    [InlineData("/etc/", "/etc/", "/etc/", "", "etc")]
    [InlineData("/etc/.", "/etc/.", "/etc/", ".", ".")]
    [InlineData("/a/../etc//x", "/etc/x", "/etc/", "x", "x")]
    [InlineData("../../x", "/x", "/", "x", "x")]
    public void A_path_is_taken_apart_as_dockerd_does(string path, string text, string directory, string name, string display)
    {
        var parsed = ArchivePath.Parse(path);
        Assert.Equal((text, directory, name, display), (parsed.Text, parsed.Directory, parsed.Base, parsed.DisplayBase));
    }

    [Fact]
    public void The_header_is_dockers_json()
    {
        var stat = new PathStat { Name = "etc", Size = 4096, Mode = 0x800001ED, ModifiedAt = DateTimeOffset.UnixEpoch, LinkTarget = "" };
        Assert.Equal(
            """{"name":"etc","size":4096,"mode":2147484141,"mtime":"1970-01-01T00:00:00Z","linkTarget":""}""",
            System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(stat.ToHeader())));
    }
}
