using Davit.Storage.Archives;

namespace Davit.Storage.Tests.Archives;

/// <summary>xz and bzip2: archives that the programs of these names made (xz 5.4, bzip2 1.0.8) of sixty lines.</summary>
public sealed class ForeignCompressionTests
{
    public static TheoryData<string, string> Archives => new()
    {
        { "xz", "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AzZAJ1dADYaSh8IoCYDTQad7+2MoT/IOM9thS+Y9mRqPbk9vENo/SsSRD7wFCouintf1toIHBxE1ey7ugpUKXBmhpvLeSnjBicBcinTlt55Dr4t69VIv2bwgGMqJsQn1s1R0QsGaJKfVB+hyQc6uNvrvNMd7W+y4Ip+GEqUVBnckif0MNz9iVydP3U5o2Jc3wUJf426zcI0gmVicRuKsxiq/AAAAAAAgZaWp+p6prUAAbkB2hkAANJ+7pmxxGf7AgAAAAAEWVo=" },
        { "xz --check=crc32", "/Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4AzZAJ1dADYaSh8IoCYDTQad7+2MoT/IOM9thS+Y9mRqPbk9vENo/SsSRD7wFCouintf1toIHBxE1ey7ugpUKXBmhpvLeSnjBicBcinTlt55Dr4t69VIv2bwgGMqJsQn1s1R0QsGaJKfVB+hyQc6uNvrvNMd7W+y4Ip+GEqUVBnckif0MNz9iVydP3U5o2Jc3wUJf426zcI0gmVicRuKsxiq/AAAAAAAWVEMiAABtQHaGQAAqb4s7j4wDYsCAAAAAAFZWg==" },
        { "xz --check=sha256 -9e", "/Td6WFoAAArh+wyhAgAhARwAAAAQz1jM4AzZAJ1dADYaSh8IoCYDTQad7+2MoT/IOM9thS+Y9mRqPbk9vENo/SsSRD7wFCouintf1toIHBxE1ey7ugpUKXBmhpvLeSnjBicBcinTlt55Dr4t69VIv2bwgGMqJsQn1s1R0QsGaJKfVB+hyQc6uNvrvNMd7W+y4Ip+GEqUVBnckif0MNz9iVydP3U5o2Jc3wUJf426zcI0gmVicRuKsxiq/AAAAAAAd5YWRriirf26Ne9IKIiVxAHH1qn+1DGXEb4BI+PQ4hgAAdEB2hkAAOXzSX226d8cAgAAAAAKWVo=" },
        { "xz in blocks", "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4APnAGZdADYaSh8IoCYDTQad7+2MoT/IOM9thS+Y9mRqPbk9vENo/SsSRD7wFCouintf1toIHBxE1ey7ugpUKXBmhpvLeSnjBicBcinTlt55Dr4t69VIv2bwgGMqJsQn1s1R0QsGaJKfP60kxgAAANVcr/29GFb0AgAhARYAAAB0L+Wj4APnAGZdADCdAAWSQ5vyL29Ar6h2OEl6CZz94xWRElPnGyY5FpIecDx1Ga2WB0Lz8z2L+ra5nhZGhVkxGXc2WxUpTNda7xHLVArjCHX+ZzXRDSYrmQlV/cLDxXJHxC2k2B6dXDZK6mGDtfQ+AAAAAEhnC3mdF2M0AgAhARYAAAB0L+Wj4APnAGddABAZScchkvx/YJdzVfFykvSQE+AHDOpMzaiquVyJD68McjH2oBd8J740uMX51BL2C5ZpKsTJS3dl9CILRroq1TpXiiCzzC7CLrmkAbnDOkY8fLBaxxdkOcfLvDWVV/rPTfvjU00KpwAAAG289gfhmJRoAgAhARYAAAB0L+Wj4AEhAEddABAYiKICvsdX7etuYLp9z7RtWNxqJ1wfijxAFl0DZfQcC5YjJ/HlPvSTOR7vvMMzNCA1cocC7KhPw74B2OExMV+dXQa6HKEAAAD5SDwvVepvXAAEggHoB4IB6AeDAegHY6ICAAAAxW12Pgn0YuYFAAAAAARZWg==" },
        { "bzip2", "QlpoOTFBWSZTWQErktAAA7tZgAAQQAB/4D/n3kAwATq0BgA/9VQAAAEKRv/VVMmmRhNNGJgmqqM1E9NIZMmgxHvQ5UOdD7obaHSh4oeKHxwiirstuvwxyoIwE4kAmCUEoJtNNNMsssulDjQ7UOuuuuuueMYxjOWMbcYxlTA6nSJgKVETAEzAAAFGzGMYzobqGyocqH7Q7UOdDOh4ocaHWhuoeaHzQzod6G+h+UNlDfQ70NlDjQ3UM6HehvocKHih5oaUPahpQ7UP6hwpFxoZ0P8XckU4UJABK5LQ" },
    };

    [Theory]
    [MemberData(nameof(Archives))]
    public void What_the_programs_compressed_is_read(string program, string archive)
    {
        _ = program;
        Assert.Equal(Text(), Read(Convert.FromBase64String(archive)));
    }

    [Theory]
    [MemberData(nameof(Archives))]
    public void Several_in_a_row_are_one(string program, string archive)
    {
        var bytes = Convert.FromBase64String(archive);
        Assert.True(Text() + Text() == Read([.. bytes, .. bytes]), program);
    }

    [Theory]
    [MemberData(nameof(Archives))]
    public void A_truncated_one_is_an_archive_error_wherever_it_ends(string program, string archive)
    {
        var bytes = Convert.FromBase64String(archive);
        for (var length = 6; length < bytes.Length - 1; length += 7)
        {
            var failure = Record.Exception(() => Read(bytes[..length]));
            Assert.True(failure is StorageException { Kind: StorageErrorKind.InvalidArchive }, $"{program}, {length} of {bytes.Length} bytes: {failure}");
        }
    }

    [Theory]
    [MemberData(nameof(Archives))]
    public void A_damaged_one_is_an_archive_error_or_the_text(string program, string archive)
    {
        var bytes = Convert.FromBase64String(archive);
        for (var place = 6; place < bytes.Length; place += 3)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[place] ^= 0x55;
            string? text = null;
            var failure = Record.Exception(() => text = Read(damaged));
            Assert.True(failure is StorageException { Kind: StorageErrorKind.InvalidArchive } || text == Text(), $"{program}, byte {place}: {failure} {text?.Length}");
        }
    }

    private static string Text() => string.Concat(Enumerable.Range(0, 60).Select(i => $"line {i} of a text that is long enough to be compressed\n"));

    private static string Read(byte[] archive)
    {
        using var stream = Decompression.Open(new MemoryStream(archive), new ArchiveLimits());
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
