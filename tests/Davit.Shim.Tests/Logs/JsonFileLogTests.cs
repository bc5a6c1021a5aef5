using System.Globalization;
using System.Text;
using Davit.Shim.Logs;

namespace Davit.Shim.Tests.Logs;

public sealed class JsonFileLogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new(DateTimeOffset.Parse("2026-03-04T05:06:07.1234567Z", CultureInfo.InvariantCulture));

    private string LogPath => _directory.File("c-json.log");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void An_entry_is_dockers_to_the_byte()
    {
        using var log = Open(new LogConfig { Path = LogPath });
        log.Append(LogStream.Stdout, "hello <b> & \"q\" \\ \t\r\u001b é\n"u8);
        log.Append(LogStream.Stderr, "oops\n"u8);

        Assert.Equal(
            """
            {"log":"hello \u003cb\u003e \u0026 \"q\" \\ \u0009\r\u001b é\n","stream":"stdout","time":"2026-03-04T05:06:07.1234567Z"}
            {"log":"oops\n","stream":"stderr","time":"2026-03-04T05:06:07.1234567Z"}

            """,
            File.ReadAllText(LogPath));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_become_replacement_characters_one_by_one()
    {
        using var log = Open(new LogConfig { Path = LogPath });
        log.Append(LogStream.Stdout, [0xE2, 0x82, (byte)'a', 0xFF, (byte)'\n']);

        Assert.StartsWith("""{"log":"\ufffd\ufffda\ufffd\n",""", File.ReadAllText(LogPath), StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_without_fraction_has_no_point()
    {
        _time.Now = DateTimeOffset.UnixEpoch;
        using var log = Open(new LogConfig { Path = LogPath });
        log.Append(LogStream.Stdout, "x\n"u8);

        Assert.Contains("\"time\":\"1970-01-01T00:00:00Z\"}", File.ReadAllText(LogPath), StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_stand_between_stream_and_time()
    {
        var attributes = new Dictionary<string, string> { ["b"] = "2", ["a"] = "<1>" };
        using var log = Open(new LogConfig { Path = LogPath, Attributes = attributes });
        log.Append(LogStream.Stdout, "x\n"u8);

        Assert.Contains("""
            "stream":"stdout","attrs":{"a":"\u003c1\u003e","b":"2"},"time":
            """, File.ReadAllText(LogPath), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_in_several_reads_is_one_entry_and_its_end_without_newline_is_recorded_as_such()
    {
        using var log = Open(new LogConfig { Path = LogPath });
        log.Append(LogStream.Stdout, "on"u8);
        log.Append(LogStream.Stderr, "other\n"u8);
        log.Append(LogStream.Stdout, "e\ntw"u8);
        log.Append(LogStream.Stdout, "o"u8);
        log.Complete(LogStream.Stdout);

        Assert.Equal(["other\\n", "one\\n", "two"], Texts(LogPath));
    }

    [Fact]
    public void A_line_longer_than_16_kib_is_cut_as_docker_does_and_all_pieces_have_the_time_of_the_first()
    {
        using var log = Open(new LogConfig { Path = LogPath });
        log.Append(LogStream.Stdout, Encoding.ASCII.GetBytes(new string('a', 20000)));
        _time.Now += TimeSpan.FromSeconds(1);
        log.Append(LogStream.Stdout, Encoding.ASCII.GetBytes(new string('b', 20000) + "\n"));

        Assert.Equal([16384, 16384, 40000 - (2 * 16384) + 2], Texts(LogPath).Select(text => text.Length));
        Assert.All(File.ReadAllLines(LogPath), line => Assert.EndsWith("07.1234567Z\"}", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_cut_never_divides_a_character()
    {
        using var log = Open(new LogConfig { Path = LogPath });
        var text = new string('a', 16382) + "€€\n";
        log.Append(LogStream.Stdout, Encoding.UTF8.GetBytes(text));

        Assert.Equal([new string('a', 16382), "€€\\n"], Texts(LogPath));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16383)]
    [InlineData(16384)]
    [InlineData(65536)]
    public void No_byte_is_lost_however_the_output_is_cut(int size)
    {
        var random = new Random(1);
        var output = new byte[300_000];
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = random.Next(i < 100_000 ? 40 : 40_000) == 0 ? (byte)'\n' : (byte)random.Next(0x20, 0x7F);
        }

        using (var log = Open(new LogConfig { Path = LogPath }))
        {
            for (var i = 0; i < output.Length; i += size)
            {
                log.Append(LogStream.Stdout, output.AsSpan(i, Math.Min(size, output.Length - i)));
            }

            log.Complete(LogStream.Stdout);
        }

        Assert.Equal(output, ReadBack());
    }

    [Fact]
    public void Files_are_rotated_by_size_and_only_so_many_are_kept()
    {
        using (var log = Open(new LogConfig { Path = LogPath, MaxSize = 1000, MaxFile = 3 }))
        {
            for (var i = 0; i < 100; i++)
            {
                log.Append(LogStream.Stdout, Encoding.ASCII.GetBytes($"line {i}\n"));
            }
        }

        Assert.Equal(["c-json.log", "c-json.log.1", "c-json.log.2"], Names());
        var kept = ((string[])[LogPath + ".2", LogPath + ".1", LogPath]).SelectMany(Texts).ToArray();
        Assert.Equal("line 99\\n", kept[^1]);
        Assert.Equal(Enumerable.Range(100 - kept.Length, kept.Length).Select(i => $"line {i}\\n"), kept);
        Assert.InRange(new FileInfo(LogPath + ".1").Length, 1000, 1100);
    }

    [Fact]
    public void A_burst_is_rotated_within_one_read()
    {
        using (var log = Open(new LogConfig { Path = LogPath, MaxSize = 1000, MaxFile = 100 }))
        {
            log.Append(LogStream.Stdout, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 100).Select(i => $"line {i}\n"))));
        }

        Assert.True(Names().Length > 5);
        Assert.Equal(100, Names().Sum(name => File.ReadAllLines(_directory.File(name)).Length));
    }

    [Fact]
    public void One_file_is_emptied_when_it_is_full()
    {
        using (var log = Open(new LogConfig { Path = LogPath, MaxSize = 500, MaxFile = 1 }))
        {
            for (var i = 0; i < 100; i++)
            {
                log.Append(LogStream.Stdout, Encoding.ASCII.GetBytes($"line {i}\n"));
            }
        }

        Assert.Equal(["c-json.log"], Names());
        Assert.Equal("line 99\\n", Texts(LogPath)[^1]);
        Assert.True(new FileInfo(LogPath).Length < 700);
    }

    [Fact]
    public void Rotated_files_are_compressed_and_none_is_renamed_meanwhile()
    {
        var compressor = new SlowCompressor();
        using (var log = new JsonFileLog(new LogFile(new LogConfig { Path = LogPath, MaxSize = 300, MaxFile = 4, Compress = true }, compressor), new Dictionary<string, string>(), _time))
        {
            Write(log, 0, 20);
            Assert.Equal(["c-json.log", "c-json.log.1"], Names());
            compressor.Finish();
            Write(log, 20, 40);
            compressor.Finish();
        }

        Assert.Equal(["c-json.log", "c-json.log.1.gz", "c-json.log.2.gz"], Names());
        Assert.Equal(string.Concat(Enumerable.Range(0, 40).Select(i => $"line {i}\n")), Encoding.ASCII.GetString(ReadBack()));
    }

    [Fact]
    public void Half_an_entry_left_by_a_power_cut_does_not_spoil_the_next()
    {
        File.WriteAllText(LogPath, """{"log":"first\n","stream":"stdout","time":"2026-01-01T00:00:00Z"}""" + "\n{\"log\":\"sec");
        using (var log = Open(new LogConfig { Path = LogPath }))
        {
            log.Append(LogStream.Stdout, "third\n"u8);
        }

        Assert.Equal("first\nthird\n", Encoding.ASCII.GetString(ReadBack()));
    }

    [Fact]
    public void A_file_that_cannot_be_written_counts_what_is_lost()
    {
        // /dev/full fails every write with ENOSPC.
        using var log = Open(new LogConfig { Path = "/dev/full" });
        log.Append(LogStream.Stdout, "a\nb\nc\n"u8);
        log.Append(LogStream.Stdout, "d\n"u8);
        log.Complete(LogStream.Stdout);

        Assert.Equal(4, log.LostEntries);
    }

    private static void Write(JsonFileLog log, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            log.Append(LogStream.Stdout, Encoding.ASCII.GetBytes($"line {i}\n"));
        }
    }

    private static string[] Texts(string path) =>
        [.. File.ReadAllLines(path).Select(line => line["{\"log\":\"".Length..line.IndexOf("\",\"stream", StringComparison.Ordinal)])];

    private JsonFileLog Open(LogConfig config) => new(new LogFile(config, null), config.Attributes, _time);

    private byte[] ReadBack()
    {
        using var output = new MemoryStream();
        new LogReader(LogPath).CopyToAsync(output, new LogReadOptions { Multiplexed = false }, CancellationToken.None).GetAwaiter().GetResult();
        return output.ToArray();
    }

    private string[] Names() =>
        [.. Directory.GetFiles(_directory.Path).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    /// <summary>Compresses when it is told to.</summary>
    private sealed class SlowCompressor : ILogCompressor
    {
        private string? _path;

        public bool IsBusy => _path is not null;

        public void Start(string path) => _path = path;

        public void Finish()
        {
            Assert.Equal(0, LogCompressor.Compress(_path!));
            _path = null;
        }
    }
}
