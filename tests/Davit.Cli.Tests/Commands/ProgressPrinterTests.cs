using System.Text;
using Davit.Cli.Commands.Progress;

namespace Davit.Cli.Tests.Commands;

/// <summary>Progress streams as docker 28.2 shows the same ones, byte for byte, recorded on a pseudo-terminal and in a file.</summary>
public sealed class ProgressPrinterTests
{
    private static readonly string[] s_stream =
    [
        """{"status":"Pulling from bb","id":"1"}""",
        """{"status":"Pulling fs layer","progressDetail":{},"id":"aaaaaaaaaaaa"}""",
        """{"status":"Pulling fs layer","progressDetail":{},"id":"bbbbbbbbbbbb"}""",
        """{"status":"Waiting","progressDetail":{},"id":"bbbbbbbbbbbb"}""",
        """{"status":"Downloading","progressDetail":{"current":1023,"total":2345678},"progress":"[>  ]  1kB/2MB","id":"aaaaaaaaaaaa"}""",
        """{"status":"Downloading","progressDetail":{"current":2000000,"total":2345678},"progress":"[>  ]  1kB/2MB","id":"aaaaaaaaaaaa"}""",
        """{"status":"Downloading","progressDetail":{"current":3000000,"total":2345678},"progress":"x","id":"bbbbbbbbbbbb"}""",
        """{"status":"Extracting","progressDetail":{"current":3,"units":"s"},"progress":"3 s","id":"aaaaaaaaaaaa"}""",
        """{"status":"Extracting","progressDetail":{"current":3,"total":9,"units":"files"},"progress":"3 s","id":"aaaaaaaaaaaa"}""",
        """{"status":"Extracting","progressDetail":{"current":12345},"progress":"3 s","id":"aaaaaaaaaaaa"}""",
        """{"status":"Hid","progressDetail":{"current":5,"total":10,"hidecounts":true},"id":"aaaaaaaaaaaa"}""",
        """{"status":"Pull complete","progressDetail":{},"id":"aaaaaaaaaaaa"}""",
        """{"status":"Timed","progressDetail":{"current":1,"total":10,"start":1767268795},"id":"cccccccccccc"}""",
        """{"status":"ok","progress":"old [==>]"}""",
        """{"status":"ok2","progress":"old [==>]","id":"bbbbbbbbbbbb"}""",
        """{"stream":"Step 1 : FROM x\n"}""",
        """{"stream":"","status":"empty"}""",
        """{"id":"q","status":"with from","from":"me"}""",
        """{"status":"Digest: sha256:aa"}""",
        """{"aux":{"Tag":"1","Digest":"sha256:x","Size":5}}""",
        """{"status":"Status: <done> & \u001b[1m ü"}""",
        """{"errorDetail":{"code":5,"message":"the end"},"error":"the end"}""",
    ];

    [Fact]
    public void A_wide_terminal_gets_bars_sizes_and_the_time_left() => Assert.Equal(
        "1: Pulling from bb\n\n\u001b[1A\u001b[2K\raaaaaaaaaaaa: Pulling fs layer \r\u001b[1B\n\u001b[1A\u001b[2K\rbbbbbbbbbbbb: Pulling fs layer \r\u001b[1B\u001b[1A\u001b[2K\rbbbbbbbbbbbb: Waiting \r\u001b[1B\u001b[2"
        + "A\u001b[2K\raaaaaaaaaaaa: Downloading [>                                                  ]  1.023kB/2.346MB\r\u001b[2B\u001b[2A\u001b[2K\raaaaaaaaaaaa: Downloading [======="
        + "===================================>        ]      2MB/2.346MB\r\u001b[2B\u001b[1A\u001b[2K\rbbbbbbbbbbbb: Downloading [==============================================="
        + "===>]      3MB\r\u001b[1B\u001b[2A\u001b[2K\raaaaaaaaaaaa: Extracting 3 s\r\u001b[2B\u001b[2A\u001b[2K\raaaaaaaaaaaa: Extracting [================>                                  ] 3"
        + "/9 files\r\u001b[2B\u001b[2A\u001b[2K\raaaaaaaaaaaa: Extracting  12.35kB\r\u001b[2B\u001b[2A\u001b[2K\raaaaaaaaaaaa: Hid [=========================>                         ] \r\u001b[2B\u001b[2A"
        + "\u001b[2K\raaaaaaaaaaaa: Pull complete \r\u001b[2B\n\u001b[1A\u001b[2K\rcccccccccccc: Timed [=====>                                             ]       1B/10B 45s\r\u001b[1Bok old "
        + "[==>]\n\u001b[1Abbbbbbbbbbbb: ok2 old [==>]\u001b[1BStep 1 : FROM x\nempty\nq: (from me) with from\nDigest: sha256:aa\nStatus: <done> & \u001b[1m ü\n",
        Show(isTerminal: true, columns: 120));

    [Fact]
    public void A_narrow_terminal_gets_sizes_only() => Assert.Equal(
        "1: Pulling from bb\n\n\u001b[1A\u001b[2K\raaaaaaaaaaaa: Pulling fs layer \r\u001b[1B\n\u001b[1A\u001b[2K\rbbbbbbbbbbbb: Pulling fs layer \r\u001b[1B\u001b[1A\u001b[2K\rbbbbbbbbbbbb: Waiting \r\u001b[1B\u001b[2"
        + "A\u001b[2K\raaaaaaaaaaaa: Downloading  1.023kB/2.346MB\r\u001b[2B\u001b[2A\u001b[2K\raaaaaaaaaaaa: Downloading      2MB/2.346MB\r\u001b[2B\u001b[1A\u001b[2K\rbbbbbbbbbbbb: Downloading      3"
        + "MB\r\u001b[1B\u001b[2A\u001b[2K\raaaaaaaaaaaa: Extracting 3 s\r\u001b[2B\u001b[2A\u001b[2K\raaaaaaaaaaaa: Extracting 3/9 files\r\u001b[2B\u001b[2A\u001b[2K\raaaaaaaaaaaa: Extracting  12.35kB\r\u001b[2B\u001b[2A\u001b["
        + "2K\raaaaaaaaaaaa: Hid \r\u001b[2B\u001b[2A\u001b[2K\raaaaaaaaaaaa: Pull complete \r\u001b[2B\n\u001b[1A\u001b[2K\rcccccccccccc: Timed       1B/10B\r\u001b[1Bok old [==>]\n\u001b[1Abbbbbbbbbbbb: ok2 "
        + "old [==>]\u001b[1BStep 1 : FROM x\nempty\nq: (from me) with from\nDigest: sha256:aa\nStatus: <done> & \u001b[1m ü\n",
        Show(isTerminal: true, columns: 45));

    [Fact]
    public void A_file_gets_the_lines_that_matter() => Assert.Equal(
        "1: Pulling from bb\naaaaaaaaaaaa: Pulling fs layer\nbbbbbbbbbbbb: Pulling fs layer\nbbbbbbbbbbbb: Waiting\naaaaaaaaaaaa: Pull complete\nok old [==>]bbbbbbb"
        + "bbbbb: ok2 old [==>]Step 1 : FROM x\nempty\nq: (from me) with from\nDigest: sha256:aa\nStatus: <done> & \u001b[1m ü\n",
        Show(isTerminal: false, columns: 200));

    [Fact]
    public void Results_for_programs_are_handed_on_and_not_shown()
    {
        var seen = new List<string>();
        var output = new StringWriter();
        new ProgressPrinter(new ProgressScreen(output, true, () => 80), TimeProvider.System) { OnResult = result => seen.Add(result.GetRawText()) }
            .Print(new MemoryStream("{\"aux\":{\"Tag\":\"1\"}}{\"aux\":null,\"status\":\"s\"}"u8.ToArray()));
        Assert.Equal(["{\"Tag\":\"1\"}"], seen);
        Assert.Equal("s\n", output.ToString());
    }

    [Theory]
    [InlineData("{\"error\":\"old\"}", "old")]
    [InlineData("{\"errorDetail\":{\"message\":\"new\"},\"error\":\"old\"}", "new")]
    public void An_error_ends_the_stream(string stream, string message) => Assert.Equal(
        message,
        Assert.Throws<CommandException>(() => new ProgressPrinter(ProgressScreen.Silent, TimeProvider.System).Print(new MemoryStream(Encoding.UTF8.GetBytes(stream)))).Message);

    private static string Show(bool isTerminal, int columns)
    {
        using var run = new CliRun();
        var output = new StringWriter();
        var printer = new ProgressPrinter(new ProgressScreen(output, isTerminal, () => columns), run.Context.Time);
        Assert.Equal("the end", Assert.Throws<CommandException>(() => printer.Print(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(s_stream))))).Message);
        return output.ToString();
    }
}
