using System.Formats.Tar;
using Davit.Cli.Archives;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Testing;

namespace Davit.Cli.Tests.Archives;

/// <summary>Archives of containers are not trusted: whatever they hold, nothing is written beside the target.</summary>
public sealed class TarExtractorTests : IDisposable
{
    private readonly TemporaryDirectory root = new();

    public TarExtractorTests()
    {
        Directory.CreateDirectory(root["target"]);
        Directory.CreateDirectory(root["outside"]);
    }

    public void Dispose() => root.Dispose();

    [Fact]
    public void Files_directories_and_links_are_made_with_their_modes_and_times()
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        Extract(
            TarArchive.Directory("d/", (UnixFileMode)0x16d), // read-only, yet it takes its members
            TarArchive.File("d/f", "content", (UnixFileMode)0x180),
            TarArchive.Symlink("d/s", "f"),
            TarArchive.HardLink("h", "d/f"),
            new PaxTarEntry(TarEntryType.RegularFile, "t") { ModificationTime = time });
        Assert.Equal("content", File.ReadAllText(Target("d/f")));
        Assert.Equal((UnixFileMode)0x180, File.GetUnixFileMode(Target("d/f")));
        Assert.Equal((UnixFileMode)0x16d, File.GetUnixFileMode(Target("d")));
        Assert.Equal("f", new FileInfo(Target("d/s")).LinkTarget);
        Assert.Equal("content", File.ReadAllText(Target("h")));
        Assert.Equal(time.UtcDateTime, File.GetLastWriteTimeUtc(Target("t")));
        File.SetUnixFileMode(Target("d"), (UnixFileMode)0x1ed);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("..")]
    [InlineData("/../evil")]
    [InlineData("a/..")]
    public void A_name_that_leads_upwards_is_refused(string name)
    {
        Assert.Throws<InvalidDataException>(() => Extract(TarArchive.File(name)));
        AssertNothingOutside();
    }

    [Fact]
    public void An_absolute_name_stays_below_the_target()
    {
        Extract(TarArchive.File("/etc/passwd", "mine"));
        Assert.Equal("mine", File.ReadAllText(Target("etc/passwd")));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("../outside")]
    [InlineData(".")]
    public void Nothing_is_written_through_a_link_of_the_archive(string linkTarget)
    {
        var target = linkTarget == "/" ? root["outside"] : linkTarget;
        Assert.ThrowsAny<IOException>(() => Extract(TarArchive.Symlink("link", target), TarArchive.File("link/evil")));
        AssertNothingOutside();
        Assert.False(File.Exists(Target("evil")));
    }

    [Fact]
    public void Nothing_is_written_through_a_link_that_was_there_before()
    {
        File.CreateSymbolicLink(Target("link"), root["outside"]);
        Assert.ThrowsAny<IOException>(() => Extract(TarArchive.File("link/evil")));
        AssertNothingOutside();
    }

    [Fact]
    public void A_file_takes_the_place_of_a_link_and_not_of_its_target()
    {
        File.WriteAllText(root["outside/kept"], "kept");
        File.CreateSymbolicLink(Target("link"), root["outside/kept"]);
        Extract(TarArchive.File("link", "new"));
        Assert.Equal(("kept", "new"), (File.ReadAllText(root["outside/kept"]), File.ReadAllText(Target("link"))));
        Assert.Null(new FileInfo(Target("link")).LinkTarget);
    }

    [Fact]
    public void A_link_may_point_anywhere_as_long_as_nobody_follows_it()
    {
        Extract(TarArchive.Symlink("absolute", "/etc/passwd"), TarArchive.Symlink("up", "../../.."));
        Assert.Equal("/etc/passwd", new FileInfo(Target("absolute")).LinkTarget);
        Assert.Equal("../../..", new FileInfo(Target("up")).LinkTarget);
    }

    [Theory]
    [InlineData("../outside/secret")]
    [InlineData("link/secret")]
    public void A_hard_link_to_something_outside_is_refused(string linkTarget)
    {
        File.WriteAllText(root["outside/secret"], "secret");
        File.CreateSymbolicLink(Target("link"), root["outside"]);
        Assert.ThrowsAny<Exception>(() => Extract(TarArchive.HardLink("stolen", linkTarget)));
        Assert.False(File.Exists(Target("stolen")));
    }

    [Fact]
    public void A_hard_link_to_an_absolute_path_means_a_member()
    {
        Extract(TarArchive.File("etc/passwd", "mine"), TarArchive.HardLink("copy", "/etc/passwd"));
        Assert.Equal("mine", File.ReadAllText(Target("copy")));
    }

    [Fact]
    public void A_hard_link_to_a_link_is_a_link_and_does_not_open_its_target()
    {
        File.WriteAllText(root["outside/secret"], "secret");
        Extract(TarArchive.Symlink("s", root["outside/secret"]), TarArchive.HardLink("h", "s"));
        Assert.Equal(root["outside/secret"], new FileInfo(Target("h")).LinkTarget);
    }

    [Fact]
    public void Devices_are_left_out_and_named()
    {
        var skipped = Extract(TarArchive.Other(TarEntryType.CharacterDevice, "null"), TarArchive.Other(TarEntryType.BlockDevice, "sda"), TarArchive.File("after"));
        Assert.Equal(["null", "sda"], skipped.Select(line => line.Split(':')[0]));
        Assert.Equal([Target("after")], Directory.GetFileSystemEntries(Target("")));
    }

    [Fact]
    public void Set_uid_bits_are_dropped_unless_owners_are_kept()
    {
        Extract(TarArchive.File("p", "x", (UnixFileMode)0x9ed), TarArchive.Directory("q", (UnixFileMode)0x5ed));
        Assert.Equal((UnixFileMode)0x1ed, File.GetUnixFileMode(Target("p")));
        Assert.Equal((UnixFileMode)0x1ed, File.GetUnixFileMode(Target("q")));
    }

    [Fact]
    public void A_directory_does_not_give_way_to_a_file_nor_a_file_to_a_directory()
    {
        Directory.CreateDirectory(Target("d"));
        File.WriteAllText(Target("f"), "");
        Assert.Equal("cannot overwrite directory \"d\" with non-directory", Assert.ThrowsAny<IOException>(() => Extract(TarArchive.File("d"))).Message);
        Assert.Equal("cannot overwrite non-directory \"f\" with directory", Assert.ThrowsAny<IOException>(() => Extract(TarArchive.Directory("f"))).Message);
    }

    [Fact]
    public void A_truncated_archive_is_refused_wherever_it_breaks_off()
    {
        var whole = TarArchive.Make(TarArchive.File("a", new string('x', 700)), TarArchive.File("b", "y"));
        var content = Array.LastIndexOf(whole, (byte)'y');
        for (var length = 1; length <= content; length += 37)
        {
            var atBorder = length % 512 == 0 && StartsMember(whole, length);
            var error = Record.Exception(() => Run(new MemoryStream(whole[..length])));
            Assert.True(atBorder || error is IOException or InvalidDataException, $"cut after {length} bytes: {error}");
        }
    }

    [Fact]
    public void A_member_is_renamed_with_everything_below_it()
    {
        Run(new MemoryStream(TarArchive.Make(TarArchive.Directory("src"), TarArchive.File("src/f"), TarArchive.HardLink("src/h", "src/f"))), name => CopyPath.Rebase(name, "src", "dst"));
        Assert.Equal(["f", "h"], Directory.GetFiles(Target("dst")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static bool StartsMember(byte[] archive, int offset) => archive.AsSpan(offset + 257, 5).SequenceEqual("ustar"u8) && archive[offset + 156] != (byte)'0';

    private string Target(string name) => root[Path.Combine("target", name)];

    private void AssertNothingOutside()
    {
        Assert.Empty(Directory.GetFileSystemEntries(root["outside"]));
        Assert.Equal(["outside", "target"], Directory.GetFileSystemEntries(root.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private List<string> Extract(params System.Formats.Tar.TarEntry[] entries) => Run(new MemoryStream(TarArchive.Make(entries)));

    private List<string> Run(Stream archive, Func<string, string>? rename = null)
    {
        using var target = OpenCalls.Open(root["target"], OpenFlags.Directory | OpenFlags.CloseOnExec);
        var extractor = new TarExtractor(target, keepOwners: false);
        extractor.Run(archive, rename ?? (name => name));
        return extractor.Skipped;
    }
}
