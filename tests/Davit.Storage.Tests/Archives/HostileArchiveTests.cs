using System.Globalization;
using System.Text;
using Davit.Storage.Archives;
using Davit.Testing;

namespace Davit.Storage.Tests.Archives;

public sealed class HostileArchiveTests
{
    [Theory]
    [InlineData("size", "-1", "negative size")]
    [InlineData("size", "12x", "is no number")]
    [InlineData("uid", "4294967295", "out of range")]
    [InlineData("uid", "4294967296", "out of range")]
    [InlineData("gid", "-2", "out of range")]
    [InlineData("gid", "99999999999999999999", "is no number")]
    [InlineData("mtime", "abc", "is no number")]
    [InlineData("path", "a\0b", "NUL")]
    public void An_extended_header_with_a_bad_value_is_refused(string key, string value, string reason)
    {
        var failure = Assert.Throws<StorageException>(() => Tar.Read(WithPax(Record(key, value))));
        Assert.Equal(StorageErrorKind.InvalidArchive, failure.Kind);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5 a=b\n")]
    [InlineData("999 a=b\n")]
    [InlineData("6 a=bc")]
    [InlineData("x a=b\n")]
    [InlineData("-6 a=b\n")]
    [InlineData("5 =b\n")]
    [InlineData("6 abc\n")]
    public void A_malformed_extended_header_is_refused(string body) =>
        Assert.Equal(StorageErrorKind.InvalidArchive, Assert.Throws<StorageException>(() => Tar.Read(WithPax(body))).Kind);

    [Fact]
    public void An_extended_header_of_gigabytes_is_refused_before_it_is_read()
    {
        var archive = WithPax("6 a=b\n");
        SetSize(archive, 0, 1L << 31);
        Assert.Equal(StorageErrorKind.LimitExceeded, Assert.Throws<StorageException>(() => Tar.Read(archive)).Kind);
    }

    [Fact]
    public void A_negative_size_in_base_256_is_refused()
    {
        var archive = Tar.Write((new TarEntry { Name = "a"u8.ToArray() }, []));
        archive.AsSpan(124, 12).Fill(0xff);
        FixChecksum(archive, 0);
        Assert.Contains("negative", Assert.Throws<StorageException>(() => Tar.Read(archive)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_entries_than_allowed_are_refused()
    {
        var archive = Tar.Write([.. Enumerable.Range(0, 5).Select(i => (new TarEntry { Name = [(byte)('a' + i)] }, Array.Empty<byte>()))]);
        Assert.Equal(5, Tar.Read(archive, new ArchiveLimits { MaxEntries = 5 }).Count);
        Assert.Equal(StorageErrorKind.LimitExceeded, Assert.Throws<StorageException>(() => Tar.Read(archive, new ArchiveLimits { MaxEntries = 4 })).Kind);
    }

    [Theory]
    [InlineData("0,5,3,5", 20)] // overlapping
    [InlineData("10,5,0,5", 20)] // out of order
    [InlineData("0,10", 5)] // beyond the end
    [InlineData("0,-1", 5)]
    [InlineData("0,9223372036854775807", 5)]
    [InlineData("9223372036854775807,1", 5)]
    [InlineData("0", 5)]
    [InlineData("0,4", 5)] // less than there is
    public void A_sparse_map_that_does_not_fit_is_refused(string map, long size)
    {
        var body = Record("GNU.sparse.map", map) + Record("GNU.sparse.size", size.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(StorageErrorKind.InvalidArchive, Assert.Throws<StorageException>(() => Tar.Read(WithPax(body, new byte[10]))).Kind);
    }

    [Fact]
    public void A_sparse_file_of_an_exabyte_is_refused()
    {
        var body = Record("GNU.sparse.map", "0,10") + Record("GNU.sparse.size", (1L << 60).ToString(CultureInfo.InvariantCulture));
        Assert.Equal(StorageErrorKind.LimitExceeded, Assert.Throws<StorageException>(() => Tar.Read(WithPax(body, new byte[10]))).Kind);
    }

    [Theory]
    [InlineData(TestCompression.Gzip)]
    [InlineData(TestCompression.Zstd)]
    public void A_decompression_bomb_ends_at_the_limit(TestCompression compression)
    {
        var bomb = TestImage.Compress(new byte[64 << 20], compression);
        var limits = new ArchiveLimits { RatioFloor = 1 << 20, MaxRatio = 100 };
        using var stream = Decompression.Open(new MemoryStream(bomb), limits);
        var failure = Assert.Throws<StorageException>(() => stream.CopyTo(Stream.Null));
        Assert.Equal(StorageErrorKind.LimitExceeded, failure.Kind);
        using var again = Decompression.Open(new MemoryStream(bomb), limits with { MaxRatio = 1 << 20, MaxBytes = 1 << 20 });
        Assert.Equal(StorageErrorKind.LimitExceeded, Assert.Throws<StorageException>(() => again.CopyTo(Stream.Null)).Kind);
    }

    [Theory]
    [InlineData(TestCompression.Gzip)]
    [InlineData(TestCompression.Zstd)]
    public void Truncated_compressed_data_is_an_archive_error(TestCompression compression)
    {
        var random = new byte[100_000];
        new Random(1).NextBytes(random);
        var compressed = TestImage.Compress(random, compression);

        // A gzip member whose checksum alone is cut off has all its data; zlib's wrapper in .NET does not complain.
        foreach (var length in new[] { compressed.Length - 20, compressed.Length / 2, 20 })
        {
            using var stream = Decompression.Open(new MemoryStream(compressed[..length]), new ArchiveLimits());
            Assert.Equal(StorageErrorKind.InvalidArchive, Assert.Throws<StorageException>(() => stream.CopyTo(Stream.Null)).Kind);
        }
    }

    [Fact]
    public void Several_gzip_members_are_one_stream()
    {
        var archive = TestImage.Compress("first "u8.ToArray(), TestCompression.Gzip).Concat(TestImage.Compress("second"u8.ToArray(), TestCompression.Gzip)).ToArray();
        using var stream = Decompression.Open(new MemoryStream(archive), new ArchiveLimits());
        using var reader = new StreamReader(stream);
        Assert.Equal("first second", reader.ReadToEnd());
    }

    [Fact]
    public void A_name_with_control_characters_cannot_forge_lines_in_a_message() =>
        Assert.Equal("a?b?", DisplayText.Of("a\nb\u001b"u8));

    private static string Record(string key, string value)
    {
        var rest = Encoding.UTF8.GetByteCount(key + value) + 3;
        var length = rest + 1;
        while (rest + length.ToString(CultureInfo.InvariantCulture).Length != length)
        {
            length++;
        }

        return $"{length} {key}={value}\n";
    }

    private static byte[] WithPax(string body, byte[]? content = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var archive = Tar.Write(
            (new TarEntry { Name = "x"u8.ToArray(), Size = bytes.Length }, bytes),
            (new TarEntry { Name = "f"u8.ToArray(), Size = content?.Length ?? 0 }, content ?? []));
        archive[156] = (byte)'x';
        FixChecksum(archive, 0);
        return archive;
    }

    private static void SetSize(byte[] archive, int header, long size)
    {
        Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0') + "\0").CopyTo(archive, header + 124);
        FixChecksum(archive, header);
    }

    private static void FixChecksum(byte[] archive, int header)
    {
        archive.AsSpan(header + 148, 8).Fill((byte)' ');
        var sum = archive.AsSpan(header, 512).ToArray().Sum(b => b);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(archive, header + 148);
    }
}
