using System.Formats.Tar;
using Davit.Cli.Archives;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Testing;

namespace Davit.Cli.Tests.Archives;

/// <summary>Archives that we make, read by the platform's own reader.</summary>
public sealed class TarStreamTests : IDisposable
{
    private readonly TemporaryDirectory root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void A_tree_is_archived_below_its_new_name()
    {
        Directory.CreateDirectory(root["d/inner"]);
        File.WriteAllText(root["d/inner/f"], "content");
        File.SetUnixFileMode(root["d/inner/f"], (UnixFileMode)0x1a0);
        File.CreateSymbolicLink(root["d/s"], "/nowhere");
        var entries = Read(new TarStream(root["d"], "new", followLink: false));
        Assert.Equal(["new/", "new/inner/", "new/inner/f", "new/s"], entries.Select(entry => entry.Name));
        Assert.Equal((UnixFileMode)0x1a0, entries[2].Mode);
        Assert.Equal("content", Content(entries[2]));
        Assert.Equal((TarEntryType.SymbolicLink, "/nowhere"), (entries[3].EntryType, entries[3].LinkName));
    }

    [Fact]
    public void Long_and_foreign_names_survive()
    {
        var name = string.Join('/', Enumerable.Repeat("long-directory-name", 12)) + "/日本";
        File.WriteAllText(root["f"], "x");
        Assert.Equal(name, Assert.Single(Read(new TarStream(root["f"], name, followLink: false))).Name);
        File.CreateSymbolicLink(root["s"], name);
        Assert.Equal(name, Assert.Single(Read(new TarStream(root["s"], "s", followLink: false))).LinkName);
    }

    [Theory]
    [InlineData(95)]
    [InlineData(96)]
    [InlineData(97)]
    [InlineData(98)]
    [InlineData(986)]
    [InlineData(987)]
    [InlineData(988)]
    [InlineData(989)]
    public void The_length_of_a_record_counts_its_own_digits(int length)
    {
        File.WriteAllText(root["f"], "x");
        var name = "é" + new string('n', length);
        Assert.Equal(name, Assert.Single(Read(new TarStream(root["f"], name, followLink: false))).Name);
    }

    [Fact]
    public void Two_names_of_one_file_become_a_hard_link()
    {
        Directory.CreateDirectory(root["d"]);
        File.WriteAllText(root["d/a"], "x");
        Assert.Equal(Errno.None, LinkCalls.TryLink(null, root["d/a"], null, root["d/b"]));
        var entries = Read(new TarStream(root["d"], "d", followLink: false));
        Assert.Equal((TarEntryType.HardLink, "d/a"), (entries[2].EntryType, entries[2].LinkName));
    }

    [Fact]
    public void A_link_is_followed_on_request_only()
    {
        File.WriteAllText(root["f"], "content");
        File.CreateSymbolicLink(root["s"], root["f"]);
        Assert.Equal("content", Content(Assert.Single(Read(new TarStream(root["s"], "s", followLink: true)))));
        Assert.Equal(TarEntryType.SymbolicLink, Assert.Single(Read(new TarStream(root["s"], "s", followLink: false))).EntryType);
    }

    [Fact]
    public void A_file_that_shrinks_meanwhile_is_filled_up_so_that_the_archive_stays_whole()
    {
        File.WriteAllText(root["f"], new string('x', 100_000));
        using var stream = new TarStream(root["f"], "f", followLink: false);
        var archive = new MemoryStream();
        var header = new byte[512];
        stream.ReadExactly(header);
        archive.Write(header);
        File.WriteAllText(root["f"], "short");
        stream.CopyTo(archive);
        archive.Position = 0;
        Assert.Equal(100_000, new System.Formats.Tar.TarReader(archive).GetNextEntry()!.Length);
    }

    [Fact]
    public void Our_own_reader_reads_what_we_write()
    {
        File.WriteAllText(root["f"], "content");
        var reader = new Davit.Cli.Archives.TarReader(new TarStream(root["f"], "é", followLink: false));
        Assert.Equal("é", reader.Next()!.Name);
        Assert.Equal("content", new StreamReader(reader.Content).ReadToEnd());
        Assert.Null(reader.Next());
    }

    private static List<System.Formats.Tar.TarEntry> Read(Stream archive)
    {
        var copy = new MemoryStream();
        archive.CopyTo(copy);
        archive.Dispose();
        copy.Position = 0;
        var reader = new System.Formats.Tar.TarReader(copy);
        var entries = new List<System.Formats.Tar.TarEntry>();
        while (reader.GetNextEntry(copyData: true) is { } entry)
        {
            entries.Add(entry);
        }

        return entries;
    }

    private static string Content(System.Formats.Tar.TarEntry entry) => new StreamReader(entry.DataStream!).ReadToEnd();
}
