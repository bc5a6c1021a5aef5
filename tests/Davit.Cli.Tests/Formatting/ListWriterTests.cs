using System.Text.Json;
using Davit.Cli.Commands.Containers;
using Davit.Cli.Formatting;

namespace Davit.Cli.Tests.Formatting;

/// <summary>The list of containers through formats; expected texts are those of <c>docker ps --format</c> 28.2 on the same answer.</summary>
public sealed class ListWriterTests
{
    private const string UsualTable = @"{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}";

    private static readonly string s_usual =
        "CONTAINER ID   IMAGE                             COMMAND         CREATED       STATUS    PORTS     NAMES\n"
        + "111111111111   debian                            \"sh -c \\\"x\\\"\"   3 years ago   Up                  a\n"
        + "222222222222   registry.example/site/image:tag   \"sh -c \\\"x\\\"\"   3 years ago   Up                  longer-name\n";

    [Theory]
    [InlineData("")]
    [InlineData("table")]
    [InlineData(" table ")]
    public void The_usual_table_is_aligned(string format) => Assert.Equal(s_usual, Write(format));

    [Theory]
    [InlineData("table {{.Names}}\t{{.Image}}", "NAMES         IMAGE\na             debian\nlonger-name   registry.example/site/image:tag\n")]
    [InlineData("table {{.Names}}\\t{{.Image}}\\t{{.ID}}", "NAMES         IMAGE                             CONTAINER ID\na             debian                            111111111111\nlonger-name   registry.example/site/image:tag   222222222222\n")]
    [InlineData("table {{.Names}}", "NAMES\na\nlonger-name\n")]
    [InlineData("table{{.ID}}", "CONTAINER ID\n111111111111\n222222222222\n")]
    [InlineData("table {{upper .Names}}\t{{.Label \"a\"}}", "NAMES         a\nA             1\nLONGER-NAME   1\n")]
    [InlineData("table {{.ID}}\t{{.Label \"com.example.git-hash_x\"}}", "CONTAINER ID   git hash x\n111111111111   \n222222222222   \n")]
    [InlineData("table {{json .Names}}\t{{.State}}", "NAMES           STATE\n\"a\"             running\n\"longer-name\"   running\n")]
    [InlineData("table {{.Names}} {{if .Image}}x{{end}}", "NAMES x\na x\nlonger-name x\n")]
    [InlineData("table {{.Names}}\t\t{{.Image}}", "NAMES                   IMAGE\na                       debian\nlonger-name             registry.example/site/image:tag\n")]
    [InlineData("table {{.Command}}|{{.Ports}}|{{.Mounts}}", "COMMAND|PORTS|MOUNTS\n\"sh -c \\\"x\\\"\"||\n\"sh -c \\\"x\\\"\"||\n")]
    [InlineData("table {{.Size}}\t{{.CreatedAt}}", "SIZE                   CREATED AT\n1.23kB (virtual 5MB)   2023-11-14 22:13:20 +0000 UTC\n1.23kB (virtual 5MB)   2023-11-14 22:13:20 +0000 UTC\n")]
    public void A_table_of_ones_own_has_headings(string format, string expected) => Assert.Equal(expected, Write(format));

    [Theory]
    [InlineData("{{.Names}}", "a\nlonger-name\n")]
    [InlineData("{{.Names}}\\n", "a\n\nlonger-name\n\n")]
    [InlineData("{{.Label \"a\"}} {{.Label \"none\"}}|", "1 |\n1 |\n")]
    [InlineData("{{json .Names}} {{json .Labels}}", "\"a\" \"a=1,b=2\"\n\"longer-name\" \"a=1,b=2\"\n")]
    [InlineData("{{.Names | printf \"%-5s|\"}}", "a    |\nlonger-name|\n")]
    public void Any_other_template_is_written_line_by_line(string format, string expected) => Assert.Equal(expected, Write(format));

    [Fact]
    public void Json_has_every_field_in_order() => Assert.Equal(
        """{"Command":"\"sh -c \\\"x\\\"\"","CreatedAt":"2023-11-14 22:13:20 +0000 UTC","ID":"111111111111","Image":"debian","Labels":"a=1,b=2","LocalVolumes":"0","Mounts":"","Names":"a","Networks":"","Platform":null,"Ports":"","RunningFor":"3 years ago","Size":"1.23kB (virtual 5MB)","State":"running","Status":"Up"}""",
        Write("json").Split('\n')[0]);

    [Fact]
    public void A_field_that_rows_do_not_have_is_an_error() => Assert.Equal(
        "failed to execute template: template: :1:2: executing \"\" at <.Nope>: can't evaluate field Nope in type *formatter.ContainerContext",
        Assert.Throws<CommandException>(() => Write("{{.Nope}}")).Message);

    [Fact]
    public void A_format_that_does_not_parse_is_an_error() => Assert.Equal(
        "failed to parse template: template: :1: function \"nope\" not defined", Assert.Throws<CommandException>(() => Write("{{nope .ID}}")).Message);

    [Fact]
    public void An_empty_table_still_has_its_headings() => Assert.Equal("NAMES     IMAGE\n", Write("table {{.Names}}\t{{.Image}}", "[]"));

    private static string Write(string format, string? rows = null)
    {
        using var list = JsonDocument.Parse(rows ?? $"[{Container('1', "a", "debian")}, {Container('2', "longer-name", "registry.example/site/image:tag")}]");
        var now = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
        var output = new StringWriter { NewLine = "\n" };
        ListWriter.Create(format, UsualTable).Write(output, list.RootElement.EnumerateArray().Select(item => new ContainerRow(item, truncate: true, now)), ContainerRow.Headings);
        return output.ToString();
    }

    private static string Container(char id, string name, string image) =>
        $$"""
        {"Id": "{{new string(id, 64)}}", "Names": ["/{{name}}"], "Image": "{{image}}", "ImageID": "sha256:{{new string(id, 64)}}", "Command": "sh -c \"x\"",
         "Created": 1700000000, "Labels": {"b": "2", "a": "1"}, "State": "running", "Status": "Up", "NetworkSettings": {"Networks": { } }, "Mounts": [],
         "Ports": [], "SizeRw": 1234, "SizeRootFs": 5000000}
        """;
}
