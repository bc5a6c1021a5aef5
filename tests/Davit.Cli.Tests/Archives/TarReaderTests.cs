using System.Formats.Tar;
using System.Text;
using TarReader = Davit.Cli.Archives.TarReader;

namespace Davit.Cli.Tests.Archives;

/// <summary>Reading of tar by all its dialects, and of what only looks like it.</summary>
public sealed class TarReaderTests
{
    private static readonly string s_long = string.Join('/', Enumerable.Repeat("a-rather-long-name", 15));

    [Theory]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public void Long_names_are_read_in_every_dialect(TarEntryFormat format)
    {
        var name = format == TarEntryFormat.Ustar ? s_long[..150] + "/file" : s_long + "/é";
        System.Formats.Tar.TarEntry entry = format switch
        {
            TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, name),
            TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name),
            _ => new PaxTarEntry(TarEntryType.RegularFile, name),
        };
        entry.DataStream = new MemoryStream("content"u8.ToArray());
        var reader = new TarReader(new MemoryStream(TarArchive.Make(format, entry)));
        Assert.Equal(name, reader.Next()!.Name);
        Assert.Equal("content", new StreamReader(reader.Content).ReadToEnd());
        Assert.Null(reader.Next());
    }

    [Fact]
    public void What_is_not_read_of_a_member_is_skipped()
    {
        var reader = new TarReader(new PiecewiseStream(TarArchive.Make(TarArchive.File("a", new string('x', 3000)), TarArchive.File("b", "bee")), 7));
        Assert.Equal("a", reader.Next()!.Name);
        reader.Content.ReadExactly(new byte[10]);
        Assert.Equal("b", reader.Next()!.Name);
        Assert.Equal("bee", new StreamReader(reader.Content).ReadToEnd());
    }

    [Fact]
    public void A_wrong_checksum_is_refused()
    {
        var archive = TarArchive.Make(TarEntryFormat.Ustar, new UstarTarEntry(TarEntryType.RegularFile, "a"));
        archive[0] ^= 1;
        Assert.Contains("checksum", Assert.Throws<InvalidDataException>(() => new TarReader(new MemoryStream(archive)).Next()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99999999999")]
    [InlineData("-0000000001")]
    [InlineData("0000000000x")]
    public void A_size_that_is_no_octal_number_is_refused(string size) =>
        Assert.Throws<InvalidDataException>(() => new TarReader(new MemoryStream(WithSize(Encoding.ASCII.GetBytes(size)))).Next());

    [Fact]
    public void A_size_in_base_256_is_read_and_one_beyond_all_bounds_refused()
    {
        var reader = new TarReader(new MemoryStream(WithSize([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5])));
        Assert.Equal(5, reader.Next()!.Size);
        Assert.Throws<InvalidDataException>(() => new TarReader(new MemoryStream(WithSize([0x80, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]))).Next());
    }

    [Theory]
    [InlineData("5 path=x\n")]
    [InlineData("99 path=x\n")]
    [InlineData("path=x\n")]
    [InlineData("0 path=x\n")]
    [InlineData("-9 path=x\n")]
    [InlineData("99999999999 path=x\n")]
    public void A_malformed_extended_header_is_refused(string records)
    {
        var header = new UstarTarEntry(TarEntryType.RegularFile, "x") { DataStream = new MemoryStream(Encoding.ASCII.GetBytes(records)) };
        var archive = TarArchive.Make(TarEntryFormat.Ustar, header, new UstarTarEntry(TarEntryType.RegularFile, "y"));
        archive[156] = (byte)'x';
        Assert.Throws<InvalidDataException>(() => new TarReader(new MemoryStream(TarArchive.Seal(archive))).Next());
    }

    [Fact]
    public void An_extended_header_of_a_gigabyte_is_refused_before_it_is_read()
    {
        var archive = WithSize(Encoding.ASCII.GetBytes("10000000000"));
        archive[156] = (byte)'L';
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => new TarReader(new MemoryStream(TarArchive.Seal(archive))).Next());
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void A_name_that_is_not_utf8_is_refused()
    {
        var archive = TarArchive.Make(TarEntryFormat.Ustar, new UstarTarEntry(TarEntryType.RegularFile, "ab"));
        archive[1] = 0xff;
        Assert.Throws<InvalidDataException>(() => new TarReader(new MemoryStream(TarArchive.Seal(archive))).Next());
    }

    [Fact]
    public void An_empty_archive_has_no_members()
    {
        Assert.Null(new TarReader(new MemoryStream()).Next());
        Assert.Null(new TarReader(new MemoryStream(new byte[1024])).Next());
    }

    [Fact]
    public void Text_is_no_archive() =>
        Assert.ThrowsAny<InvalidDataException>(() => new TarReader(new MemoryStream(Encoding.ASCII.GetBytes(new string('{', 2000)))).Next());

    private static byte[] WithSize(byte[] size)
    {
        var archive = TarArchive.Make(TarEntryFormat.Ustar, new UstarTarEntry(TarEntryType.RegularFile, "a") { DataStream = new MemoryStream("12345"u8.ToArray()) });
        archive.AsSpan(124, 12).Clear();
        size.CopyTo(archive, 124);
        return TarArchive.Seal(archive);
    }
}
