using System.Text;
using Davit.Storage.Archives;
using Davit.Testing;

namespace Davit.Storage.Tests.Archives;

/// <summary>Archives that GNU tar wrote, and ours read by it.</summary>
public sealed class GnuTarTests
{
    [Theory]
    [InlineData("v7", 90)]
    [InlineData("oldgnu", 300)]
    [InlineData("gnu", 300)]
    [InlineData("ustar", 90)]
    [InlineData("posix", 300)]
    public void Every_format_of_gnu_tar_is_read(string format, int nameLength)
    {
        using var directory = new TemporaryDirectory();
        var longName = string.Join('/', Enumerable.Repeat(new string('d', 49), nameLength / 50).Append("file"));
        Directory.CreateDirectory(Path.GetDirectoryName(directory["t/" + longName])!);
        File.WriteAllText(directory["t/" + longName], "content");
        File.CreateSymbolicLink(directory["t/link"], longName);
        Tar.Gnu(directory.Path, "-c", "--format=" + format, "-f", "a.tar", "-C", "t", ".");
        var entries = Tar.Read(File.ReadAllBytes(directory["a.tar"]));
        var (file, content) = entries.Single(entry => entry.Entry.Kind == TarEntryKind.File);
        Assert.Equal("./" + longName, Encoding.UTF8.GetString(file.Name));
        Assert.Equal("content", Encoding.UTF8.GetString(content));
        Assert.Equal(longName, Encoding.UTF8.GetString(entries.Single(entry => entry.Entry.Kind == TarEntryKind.SymbolicLink).Entry.LinkName));
    }

    [Theory]
    [InlineData("--format=oldgnu")]
    [InlineData("--format=gnu")]
    [InlineData("--format=posix", "--sparse-version=0.0")]
    [InlineData("--format=posix", "--sparse-version=0.1")]
    [InlineData("--format=posix", "--sparse-version=1.0")]
    public void Sparse_files_have_their_data_where_it_belongs(params string[] format)
    {
        using var directory = new TemporaryDirectory();
        const int Holes = 40;
        using (var file = File.Create(directory["s"]))
        {
            for (var i = 0; i < Holes; i++)
            {
                file.Position = (long)i << 20;
                file.Write(Encoding.ASCII.GetBytes($"part {i:D4}"));
            }

            file.SetLength((long)Holes << 20);
        }

        Tar.Gnu(directory.Path, ["-c", "-S", "--hole-detection=raw", .. format, "-f", "a.tar", "s"]);
        var (entry, content) = Assert.Single(Tar.Read(File.ReadAllBytes(directory["a.tar"])));
        Assert.Equal("s", Encoding.UTF8.GetString(entry.Name));
        Assert.Equal((long)Holes << 20, entry.Size);
        var position = 0L;
        foreach (var range in entry.Sparse!.Where(range => range.Length > 0))
        {
            var index = range.Offset >> 20;
            Assert.Equal($"part {index:D4}", Encoding.ASCII.GetString(content, (int)position, 9));
            position += range.Length;
        }

        Assert.Equal(Holes, entry.Sparse!.Count(range => range.Length > 0));
    }

    [Fact]
    public void Gnu_tar_reads_what_we_write()
    {
        using var directory = new TemporaryDirectory();
        var name = string.Join('/', Enumerable.Repeat(new string('n', 90), 5));
        var archive = Tar.Write(
            (new TarEntry { Name = Encoding.UTF8.GetBytes(name), Size = 5, Mode = 0x1A4, ModifiedSeconds = 1_700_000_000, ModifiedNanoseconds = 250_000_000, UserId = 3_000_000_000 }, "hello"u8.ToArray()),
            (new TarEntry { Name = "l"u8.ToArray(), Kind = TarEntryKind.SymbolicLink, LinkName = Encoding.UTF8.GetBytes(name), Mode = 0x1FF }, []));
        File.WriteAllBytes(directory["a.tar"], archive);
        var list = Tar.Gnu(directory.Path, "-tvf", "a.tar", "--full-time", "--numeric-owner", "--utc");
        Assert.Contains($"-rw-r--r-- 3000000000/0      5 2023-11-14 22:13:20.25 {name}", list, StringComparison.Ordinal);
        Assert.Contains($"l -> {name}", list, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_not_utf8_survives()
    {
        var name = new byte[] { 0xff, 0xfe, (byte)'a', 0x80 };
        var (entry, _) = Assert.Single(Tar.Read(Tar.Write((new TarEntry { Name = name }, []))));
        Assert.Equal(name, entry.Name);
    }
}
