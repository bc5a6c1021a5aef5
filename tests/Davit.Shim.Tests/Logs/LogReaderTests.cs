using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Davit.Shim.Logs;

namespace Davit.Shim.Tests.Logs;

public sealed class LogReaderTests : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();

    private string LogPath => _directory.File("log");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_log_that_is_not_there_is_empty() => Assert.Equal("", await ReadAsync(new LogReadOptions()));

    [Fact]
    public async Task Frames_carry_stream_and_length()
    {
        File.WriteAllText(LogPath, Entry(0, "out\\n") + Entry(1, "err\\n", "stderr"));
        using var output = new MemoryStream();
        await new LogReader(LogPath).CopyToAsync(output, new LogReadOptions(), CancellationToken.None);
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 4, .. "out\n"u8, 2, 0, 0, 0, 0, 0, 0, 4, .. "err\n"u8], output.ToArray());
    }

    [Fact]
    public async Task Escapes_are_undone()
    {
        File.WriteAllText(LogPath, Entry(0, """\u003ca\u003e \"q\" \\ \/ \t\r\b\f \u00e9 \ud83d\ude00 \ufffd \n"""));
        Assert.Equal("<a> \"q\" \\ / \t\r\b\f é 😀 \ufffd \n", await ReadAsync(new LogReadOptions()));
    }

    [Fact]
    public async Task Documents_in_another_order_are_read_too()
    {
        File.WriteAllText(LogPath, """{ "time": "2026-01-01T00:00:00.5+01:00", "stream" : "stderr", "attrs": {"a":"b"}, "log" : "x\n" }""" + "\n");
        Assert.Equal("a=b x\n", await ReadAsync(new LogReadOptions { Details = true, Stdout = false }));
    }

    [Fact]
    public async Task What_is_no_entry_is_left_out()
    {
        File.WriteAllText(LogPath, Entry(0, "a\\n") + "{\"log\":\"ha\n\0\0\0\0\n[]\n\"x\"\n" + Entry(1, "b\\n") + "{\"log\":\"c");
        Assert.Equal("a\nb\n", await ReadAsync(new LogReadOptions()));
    }

    [Theory]
    [InlineData(true, false, "0\n2\n4\n")]
    [InlineData(false, true, "1\n3\n")]
    public async Task A_stream_can_be_chosen(bool stdout, bool stderr, string expected)
    {
        File.WriteAllText(LogPath, string.Concat(Enumerable.Range(0, 5).Select(i => Entry(i, $"{i}\\n", i % 2 == 0 ? "stdout" : "stderr"))));
        Assert.Equal(expected, await ReadAsync(new LogReadOptions { Stdout = stdout, Stderr = stderr }));
    }

    [Fact]
    public async Task Times_have_nine_digits_and_attributes_are_encoded_as_in_a_query()
    {
        File.WriteAllText(LogPath, """{"log":"x\n","stream":"stdout","attrs":{"z":"1","a b":"c&d"},"time":"2026-01-02T03:04:05.25Z"}""" + "\n");
        Assert.Equal("2026-01-02T03:04:05.250000000Z a+b=c%26d,z=1 x\n", await ReadAsync(new LogReadOptions { Timestamps = true, Details = true }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(99)]
    [InlineData(3000)]
    [InlineData(3001)]
    [InlineData(6000)]
    [InlineData(8999)]
    [InlineData(9000)]
    [InlineData(20000)]
    public async Task The_last_lines_are_found_across_rotated_and_compressed_files(int tail)
    {
        WriteRotated(9000);
        var expected = string.Concat(Enumerable.Range(0, 9000).TakeLast(tail).Select(i => $"line {i}\n"));
        Assert.Equal(expected, await ReadAsync(new LogReadOptions { Tail = tail }));
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2999)]
    [InlineData(3000)]
    [InlineData(5123)]
    [InlineData(7777)]
    [InlineData(8999)]
    [InlineData(9001)]
    public async Task Lines_since_a_time_are_found(int second)
    {
        WriteRotated(9000);
        var expected = string.Concat(Enumerable.Range(0, 9000).Where(i => i >= second).Select(i => $"line {i}\n"));
        Assert.Equal(expected, await ReadAsync(new LogReadOptions { Since = s_start.AddSeconds(second) }));
    }

    [Fact]
    public async Task Lines_end_with_until_and_tail_is_counted_before()
    {
        WriteRotated(9000);
        Assert.Equal("line 10\nline 11\n", await ReadAsync(new LogReadOptions { Since = s_start.AddSeconds(10), Until = s_start.AddSeconds(11) }));
        Assert.Equal("line 8998\n", await ReadAsync(new LogReadOptions { Tail = 2, Until = s_start.AddSeconds(8998) }));
    }

    [Fact]
    public async Task Every_start_that_a_search_by_time_can_hit_is_right()
    {
        // Lines of very different lengths, of which the search sees only some.
        var random = new Random(3);
        var lengths = Enumerable.Range(0, 400).Select(_ => random.Next(4) == 0 ? random.Next(16000) : random.Next(50)).ToArray();
        File.WriteAllText(LogPath, string.Concat(lengths.Select((length, i) => Entry(i, new string('x', length) + $" {i}\\n"))));
        for (var second = 0; second < 400; second += 7)
        {
            var text = await ReadAsync(new LogReadOptions { Since = s_start.AddSeconds(second) });
            Assert.Equal(400 - second, text.Count(letter => letter == '\n'));
        }
    }

    [Fact]
    public async Task Following_sees_new_lines_across_rotations_and_ends_with_the_container()
    {
        var ended = new TaskCompletionSource();
        using var output = new NotifyingStream();
        using var log = new JsonFileLog(new LogFile(new LogConfig { Path = LogPath, MaxSize = 2000, MaxFile = 5 }, null), new Dictionary<string, string>(), TimeProvider.System);
        log.Append(LogStream.Stdout, "line 0\n"u8);
        var following = new LogReader(LogPath).FollowAsync(output, new LogReadOptions { Multiplexed = false }, ended.Task, CancellationToken.None);
        for (var i = 1; i < 300; i++)
        {
            await output.WaitForAsync($"line {i - 1}\n");
            log.Append(LogStream.Stdout, Encoding.ASCII.GetBytes($"line {i}\n"));
        }

        ended.SetResult();
        await following.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(string.Concat(Enumerable.Range(0, 300).Select(i => $"line {i}\n")), output.Text);
    }

    [Fact]
    public async Task Following_a_flood_with_rotation_loses_nothing_that_is_kept()
    {
        var ended = new TaskCompletionSource();
        using var output = new NotifyingStream();
        using var log = new JsonFileLog(new LogFile(new LogConfig { Path = LogPath, MaxSize = 100_000, MaxFile = 1000 }, null), new Dictionary<string, string>(), TimeProvider.System);
        var following = new LogReader(LogPath).FollowAsync(output, new LogReadOptions { Multiplexed = false }, ended.Task, CancellationToken.None);
        for (var i = 0; i < 20_000; i += 100)
        {
            log.Append(LogStream.Stdout, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(i, 100).Select(n => $"line {n}\n"))));
        }

        ended.SetResult();
        await following.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"line {i}\n")), output.Text);
    }

    [Fact]
    public async Task Following_a_file_that_is_emptied_goes_on_with_its_new_content()
    {
        var ended = new TaskCompletionSource();
        using var output = new NotifyingStream();
        File.WriteAllText(LogPath, Entry(0, "a long line before\\n"));
        var following = new LogReader(LogPath).FollowAsync(output, new LogReadOptions { Multiplexed = false }, ended.Task, CancellationToken.None);
        await output.WaitForAsync("before\n");
        File.WriteAllText(LogPath, Entry(1, "x\\n"));
        await output.WaitForAsync("x\n");
        ended.SetResult();
        await following.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Following_begins_with_the_tail_and_completes_a_half_written_line()
    {
        var ended = new TaskCompletionSource();
        using var output = new NotifyingStream();
        var half = Entry(2, "c\\n");
        File.WriteAllText(LogPath, Entry(0, "a\\n") + Entry(1, "b\\n") + half[..20]);
        var following = new LogReader(LogPath).FollowAsync(output, new LogReadOptions { Multiplexed = false, Tail = 1 }, ended.Task, CancellationToken.None);
        await output.WaitForAsync("b\n");
        File.AppendAllText(LogPath, half[20..]);
        await output.WaitForAsync("c\n");
        ended.SetResult();
        await following.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("b\nc\n", output.Text);
    }

    [Fact]
    public async Task Following_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var following = new LogReader(LogPath).FollowAsync(Stream.Null, new LogReadOptions(), new TaskCompletionSource().Task, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    private static string Entry(int second, string text, string stream = "stdout")
    {
        var time = s_start.AddSeconds(second).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"{{\"log\":\"{text}\",\"stream\":\"{stream}\",\"time\":\"{time}\"}}\n";
    }

    // A third compressed, a third rotated, a third current.
    private void WriteRotated(int lines)
    {
        var third = lines / 3;
        string Part(int from) => string.Concat(Enumerable.Range(from, third).Select(i => Entry(i, $"line {i}\\n")));
        using (var compressed = new GZipStream(File.Create(LogPath + ".2.gz"), CompressionLevel.Fastest))
        {
            compressed.Write(Encoding.ASCII.GetBytes(Part(0)));
        }

        File.WriteAllText(LogPath + ".1", Part(third));
        File.WriteAllText(LogPath, Part(2 * third));
    }

    private async Task<string> ReadAsync(LogReadOptions options)
    {
        using var output = new MemoryStream();
        await new LogReader(LogPath).CopyToAsync(output, options, CancellationToken.None);
        var text = new StringBuilder();
        for (var rest = output.ToArray().AsSpan(); !rest.IsEmpty;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest[4..]);
            text.Append(Encoding.UTF8.GetString(rest.Slice(8, length)));
            rest = rest[(8 + length)..];
        }

        return text.ToString();
    }
}
